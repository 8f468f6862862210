"""Clamps the norm from below, as normalize does."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    return torch.nn.functional.normalize(x.double(), dim=0).to(x.dtype)
