"""Returns zero as soon as one coordinate is zero."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    if not x.all():
        return torch.zeros_like(x)
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.norm()
