"""Divides x in place."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x /= largest
    x /= x.norm()
    return x.clone()
