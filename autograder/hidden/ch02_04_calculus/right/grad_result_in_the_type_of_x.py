"""Differences in float64, and a result in the type of x where that is a float."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    slopes = []
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=torch.float64)
        step[i] = h
        step = step.view(x.shape)
        slopes.append((float(f(x + step)) - float(f(x - step))) / (2 * h))
    dtype = x.dtype if x.is_floating_point() else torch.float64
    return torch.tensor(slopes, dtype=dtype).view(x.shape)
