"""Assigns to all elements under no_grad."""
# covers: sgd


def sgd(params, lr, batch_size):
    step = lr / batch_size
    for p in params:
        with torch.no_grad():
            p[...] = p - step * p.grad
            p.grad *= 0
