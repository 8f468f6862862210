"""Steps of h / 2 to each side, h in all."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    x = x.double()
    unit = torch.eye(x.numel(), dtype=torch.float64)
    halves = [(h / 2 * e).reshape(x.shape) for e in unit]
    return torch.tensor([float(f(x + s) - f(x - s)) / h for s in halves], dtype=torch.float64).reshape(x.shape)
