"""Returns new tensors and leaves the old ones."""
# loses: sgd


def sgd(params, lr, batch_size):
    return [(param - lr * param.grad / batch_size).detach().requires_grad_() for param in params]
