"""Adds h, subtracts 2h and adds h again, in place."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x if x.dtype is torch.float64 and x.is_contiguous() else x.double().contiguous()
    flat = point.view(-1)
    partials = []
    for i in range(len(flat)):
        flat[i] += h
        above = float(f(point))
        flat[i] -= 2 * h
        below = float(f(point))
        flat[i] += h
        partials.append((above - below) / (2 * h))
    return torch.tensor(partials, dtype=torch.float64).reshape(x.shape)
