"""Casts to float32."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    x = x.float()
    return x / x.norm()
