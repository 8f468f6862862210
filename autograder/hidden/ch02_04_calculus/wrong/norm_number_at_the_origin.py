"""Returns the number 0 at the origin."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    if not x.any():
        return 0.0
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.norm()
