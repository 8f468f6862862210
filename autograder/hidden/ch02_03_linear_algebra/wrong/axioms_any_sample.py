"""Is content if one sample obeys."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    close = lambda a, b: bool(abs(a - b) <= 1e-5 * abs(b))
    return {
        "homogeneity": any(close(f(a * x), abs(a) * f(x)) for x in xs for a in alphas),
        "triangle": any(bool(f(x + y) <= f(x) + f(y) + 1e-5 * abs(f(x) + f(y))) for x in xs for y in xs),
        "nonnegativity": any(bool(f(x) >= 0) for x in xs),
    }
