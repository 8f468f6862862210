"""Moves x in place and leaves it there."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    partials = []
    for i in range(x.numel()):
        point = x.double().flatten()
        below = float(f((point - h * torch.eye(x.numel(), dtype=torch.float64)[i]).reshape(x.shape)))
        point[i] += h
        partials.append((float(f(point.reshape(x.shape))) - below) / (2 * h))
    return torch.tensor(partials, dtype=torch.float64).reshape(x.shape)
