"""Makes all the moved points at once, and calls f for each."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    n = x.numel()
    steps = (h * torch.eye(n, dtype=torch.float64)).reshape(n, *x.shape)
    above = [float(f(point)) for point in x.double() + steps]
    below = [float(f(point)) for point in x.double() - steps]
    gradient = (torch.tensor(above, dtype=torch.float64) - torch.tensor(below, dtype=torch.float64)) / (2 * h)
    return gradient.reshape(x.shape)
