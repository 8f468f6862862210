"""A difference quotient of the slopes."""
# loses: second_derivative


def second_derivative(f, xs):
    h = 1e-3
    return (derivative_curve(f, xs + h) - derivative_curve(f, xs - h)) / (2 * h)
