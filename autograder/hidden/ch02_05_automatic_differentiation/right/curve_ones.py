"""backward with a gradient of ones."""
# covers: derivative_curve


def derivative_curve(f, xs):
    x = xs.clone().detach().requires_grad_(True)
    y = f(x)
    y.backward(torch.ones(len(x), dtype=x.dtype))
    return x.grad
