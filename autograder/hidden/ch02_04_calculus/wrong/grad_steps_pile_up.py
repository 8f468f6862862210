"""Forgets to go back before the next coordinate."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x.detach().double().clone()
    partials = []
    for e in torch.eye(x.numel(), dtype=torch.float64):
        step = h * e.reshape(x.shape)
        point = point + step
        above = float(f(point))
        below = float(f(point - 2 * step))
        partials.append((above - below) / (2 * h))
    return torch.tensor(partials, dtype=torch.float64).reshape(x.shape)
