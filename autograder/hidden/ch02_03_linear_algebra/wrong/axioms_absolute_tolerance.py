"""Allows an absolute error, whatever the size of the vectors."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    return {
        "homogeneity": all(bool(abs(f(a * x) - abs(a) * f(x)) <= 1e-5) for x in xs for a in alphas),
        "triangle": all(bool(f(x + y) <= f(x) + f(y) + 1e-5) for x in xs for y in xs),
        "nonnegativity": all(bool(f(x) >= 0) for x in xs),
    }
