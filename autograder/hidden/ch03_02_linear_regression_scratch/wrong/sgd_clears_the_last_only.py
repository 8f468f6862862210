"""Clears the gradient after the loop, of the last parameter only."""
# loses: sgd


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
        param.grad.zero_()
