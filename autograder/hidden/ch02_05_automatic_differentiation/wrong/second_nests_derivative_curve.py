"""derivative_curve of derivative_curve, whose result has no graph."""
# loses: second_derivative


def second_derivative(f, xs):
    return derivative_curve(lambda x: derivative_curve(f, x), xs)
