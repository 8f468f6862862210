"""Calls every short vector the origin."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    if x.abs().max() < 1e-8:
        return torch.zeros_like(x)
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.norm()
