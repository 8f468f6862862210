"""Leaves out the pairs of a row with itself."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    close = lambda a, b: bool(abs(a - b) <= 1e-5 * abs(b))
    pairs = [(xs[i], xs[j]) for i in range(len(xs)) for j in range(i)]
    return {
        "homogeneity": all(close(f(a * x), abs(a) * f(x)) for x in xs for a in alphas),
        "triangle": all(bool(f(x + y) <= f(x) + f(y) + 1e-5 * abs(f(x) + f(y))) for x, y in pairs),
        "nonnegativity": all(bool(f(x) >= 0) for x in xs),
    }
