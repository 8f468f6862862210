"""Moves all coordinates together."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x.detach().double()
    slope = float(f(point + h) - f(point - h)) / (2 * h)
    return torch.full(x.shape, slope, dtype=torch.float64)
