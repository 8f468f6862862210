"""Calls f with all samples at once."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    return {
        "homogeneity": all(bool(abs(f(a * xs) - abs(a) * f(xs)) <= 1e-5 * abs(a * f(xs))) for a in alphas),
        "triangle": bool(f(xs + xs) <= 2 * f(xs) + 1e-5 * abs(f(xs))),
        "nonnegativity": bool(f(xs) >= 0),
    }
