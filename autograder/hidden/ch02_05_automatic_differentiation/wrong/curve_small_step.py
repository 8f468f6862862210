"""A difference quotient with a small step."""
# loses: derivative_curve


def derivative_curve(f, xs):
    return (f(xs + 1e-3) - f(xs - 1e-3)) / 2e-3
