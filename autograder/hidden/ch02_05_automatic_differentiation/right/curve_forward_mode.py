"""Forward mode, with a tangent of ones."""
# covers: derivative_curve


def derivative_curve(f, xs):
    xs = xs.detach()
    return torch.func.jvp(f, (xs,), (torch.ones_like(xs),))[1]
