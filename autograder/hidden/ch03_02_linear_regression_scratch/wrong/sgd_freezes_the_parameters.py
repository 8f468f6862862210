"""Switches requires_grad off to be allowed to update."""
# loses: sgd


def sgd(params, lr, batch_size):
    for param in params:
        param.requires_grad_(False)
        param -= lr * param.grad / batch_size
        param.grad.zero_()
