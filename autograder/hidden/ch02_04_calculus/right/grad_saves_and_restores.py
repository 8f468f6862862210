"""Moves a float64 copy in place and puts the saved number back."""
# covers: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x.detach().clone().double().contiguous()
    flat = point.view(-1)
    gradient = torch.zeros(x.numel(), dtype=torch.float64)
    for i in range(x.numel()):
        old = flat[i].item()
        flat[i] = old + h
        above = float(f(point))
        flat[i] = old - h
        below = float(f(point))
        flat[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient.reshape(x.shape)
