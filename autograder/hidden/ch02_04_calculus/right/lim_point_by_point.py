"""Asks for each point of a tensor on its own."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    if isinstance(x, torch.Tensor) and x.dim() > 0:
        slopes = [numerical_lim(f, point, h) for point in x.flatten()]
        return torch.stack(slopes).reshape(x.shape)
    return (f(x + h) - f(x)) / h
