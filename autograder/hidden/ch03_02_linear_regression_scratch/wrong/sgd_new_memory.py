"""Gives .data a new tensor instead of changing the old one."""
# loses: sgd


def sgd(params, lr, batch_size):
    for param in params:
        param.data = param.data - lr * param.grad / batch_size
        param.grad.zero_()
