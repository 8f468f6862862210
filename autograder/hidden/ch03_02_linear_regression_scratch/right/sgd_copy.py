"""Copies the new value in."""
# covers: sgd


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.copy_(param - lr * (param.grad / batch_size))
            param.grad.fill_(0)
