"""Takes a direction at the origin."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    if not x.any():
        return torch.ones_like(x) / len(x) ** 0.5
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.norm()
