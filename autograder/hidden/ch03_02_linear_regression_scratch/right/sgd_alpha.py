"""add_ with a factor."""
# covers: sgd


@torch.no_grad()
def sgd(params, lr, batch_size):
    for param in params:
        param.add_(param.grad, alpha=-lr / batch_size)
        param.grad.zero_()
