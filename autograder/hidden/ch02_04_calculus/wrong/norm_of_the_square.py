"""The gradient of the squared norm."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    return 2 * x
