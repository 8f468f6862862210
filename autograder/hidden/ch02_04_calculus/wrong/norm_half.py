"""Takes the derivative of the root and forgets that of the square."""
# loses: grad_l2_norm


def grad_l2_norm(x):
    largest = x.abs().max()
    if largest == 0:
        return torch.zeros_like(x)
    x = x / largest
    return x / (2 * x.norm())
