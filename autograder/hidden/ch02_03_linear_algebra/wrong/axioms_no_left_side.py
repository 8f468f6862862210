"""Reads the triangle inequality as it is often misprinted, without f on the left."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    close = lambda a, b: bool(abs(a - b) <= 1e-5 * abs(b))
    return {
        "homogeneity": all(close(f(a * x), abs(a) * f(x)) for x in xs for a in alphas),
        "triangle": all(bool(((x + y) <= f(x) + f(y)).all()) for x in xs for y in xs),
        "nonnegativity": all(bool(f(x) >= 0) for x in xs),
    }
