"""Differences instead of a backward pass."""
# loses: grad_of


def grad_of(f, x):
    x = x.detach()
    gradient = torch.zeros_like(x)
    for i in range(x.numel()):
        step = torch.zeros_like(x).contiguous()
        step.view(-1)[i] = 1e-3
        gradient.view(-1)[i] = (f(x + step) - f(x)) / 1e-3
    return gradient
