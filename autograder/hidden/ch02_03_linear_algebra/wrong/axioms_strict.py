"""Takes equality for a violation."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    return {
        "homogeneity": all(bool(abs(f(a * x) - abs(a) * f(x)) < 1e-5 * abs(a) * f(x)) for x in xs for a in alphas),
        "triangle": all(bool(f(x + y) < f(x) + f(y)) for x in xs for y in xs),
        "nonnegativity": all(bool(f(x) > 0) for x in xs),
    }
