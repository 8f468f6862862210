"""Looks at the first row and at the first factor."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    x, y, a = xs[0], xs[-1], alphas[0]
    return {
        "homogeneity": bool(abs(f(a * x) - abs(a) * f(x)) <= 1e-5 * abs(a * f(x))),
        "triangle": bool(f(x + y) <= f(x) + f(y) + 1e-5 * abs(f(x) + f(y))),
        "nonnegativity": bool(f(x) >= 0),
    }
