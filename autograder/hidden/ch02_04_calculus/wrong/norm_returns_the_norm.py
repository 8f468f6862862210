"""Returns the norm."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    return x.norm()
