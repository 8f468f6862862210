"""Overwrites the answer with every sample."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    for x in xs:
        for a in alphas:
            homogeneity = bool(abs(f(a * x) - abs(a) * f(x)) <= 1e-5 * abs(a * f(x)))
        for y in xs:
            triangle = bool(f(x + y) <= f(x) + f(y) + 1e-5 * abs(f(x) + f(y)))
        nonnegativity = bool(f(x) >= 0)
    return {"homogeneity": homogeneity, "triangle": triangle, "nonnegativity": nonnegativity}
