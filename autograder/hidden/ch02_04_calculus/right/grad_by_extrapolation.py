"""Richardson: the steps h and h / 2 together, with a smaller error."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    x = x.double()
    slopes = []
    for e in torch.eye(x.numel(), dtype=torch.float64):
        e = e.reshape(x.shape)
        wide = float(f(x + h * e) - f(x - h * e)) / (2 * h)
        narrow = float(f(x + h / 2 * e) - f(x - h / 2 * e)) / h
        slopes.append((4 * narrow - wide) / 3)
    return torch.tensor(slopes, dtype=torch.float64).reshape(x.shape)
