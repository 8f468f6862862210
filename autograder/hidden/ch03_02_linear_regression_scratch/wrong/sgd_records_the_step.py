"""Updates without no_grad, which autograd refuses for a leaf."""
# loses: sgd


def sgd(params, lr, batch_size):
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()
