"""Knows the derivative of the sine."""
# loses: derivative_curve


def derivative_curve(f, xs):
    return torch.cos(xs)
