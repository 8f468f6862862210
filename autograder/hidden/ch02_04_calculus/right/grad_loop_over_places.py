"""Moves one place of a flat copy at a time."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    flat = x.detach().double().flatten()
    gradient = torch.zeros_like(flat)
    for i in range(len(flat)):
        ahead, behind = flat.clone(), flat.clone()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead.reshape(x.shape)) - f(behind.reshape(x.shape))) / (2 * h)
    return gradient.reshape(x.shape)
