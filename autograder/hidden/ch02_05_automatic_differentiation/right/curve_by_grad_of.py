"""grad_of of the sum."""
# covers: derivative_curve


def derivative_curve(f, xs):
    return grad_of(lambda x: f(x).sum(), xs)
