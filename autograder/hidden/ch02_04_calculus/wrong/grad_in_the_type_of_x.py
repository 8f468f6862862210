"""Stays in the type of x."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    partials = []
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        partials.append(float(f(x + step) - f(x - step)) / (2 * h))
    return torch.tensor(partials, dtype=torch.float64).reshape(x.shape)
