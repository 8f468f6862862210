"""The product with ones, by the exercise before."""
# covers: derivative_curve


def derivative_curve(f, xs):
    return vector_backward(f, xs)
