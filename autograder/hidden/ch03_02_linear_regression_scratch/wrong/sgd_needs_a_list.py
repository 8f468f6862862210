"""Goes through the parameters twice, so a generator is used up."""
# loses: sgd


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            gradient = param.grad
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
