"""Divides by the maximum, which is zero or negative for some vectors, without absolute values."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    largest = x.max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / x.norm()
