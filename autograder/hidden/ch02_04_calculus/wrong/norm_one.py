"""Divides by the sum of absolute values."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.abs().sum()
