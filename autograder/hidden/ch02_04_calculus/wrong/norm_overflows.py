"""Squares float32 entries as they are."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    norm = (x**2).sum().sqrt()
    return torch.zeros_like(x) if not x.any() else x / norm
