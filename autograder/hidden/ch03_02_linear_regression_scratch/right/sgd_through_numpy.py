"""Writes through numpy into the parameter's memory."""
# covers: sgd


def sgd(params, lr, batch_size):
    for param in params:
        values = param.detach().numpy()
        values -= lr * param.grad.numpy() / batch_size
        param.grad = None
