"""Clamped far below any probability that matters."""
# covers: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log(y_hat[torch.arange(len(y)), y].clamp(min=1e-10))
