"""Moves whole rows of a matrix."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x.detach().double()
    gradient = torch.zeros_like(point)
    if x.dim() == 0:
        return torch.tensor(float(f(point + h) - f(point - h)) / (2 * h), dtype=torch.float64)
    for i in range(len(point)):
        step = torch.zeros_like(point)
        step[i] = h
        gradient[i] = float(f(point + step) - f(point - step)) / (2 * h)
    return gradient
