"""Allows no rounding at all."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    return {
        "homogeneity": all(bool(f(a * x) == abs(a) * f(x)) for x in xs for a in alphas),
        "triangle": all(bool(f(x + y) <= f(x) + f(y)) for x in xs for y in xs),
        "nonnegativity": all(bool(f(x) >= 0) for x in xs),
    }
