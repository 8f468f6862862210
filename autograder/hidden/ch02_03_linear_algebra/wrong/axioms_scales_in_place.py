"""Scales the sample itself."""
# loses: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    homogeneity, triangle, nonnegativity = True, True, True
    for x in xs:
        for y in xs:
            triangle &= bool(f(x + y) <= f(x) + f(y) + 1e-5 * abs(f(x) + f(y)))
        nonnegativity &= bool(f(x) >= 0)
    for x in xs:
        for a in alphas:
            expected = abs(a) * f(x)
            x *= a
            homogeneity &= bool(abs(f(x) - expected) <= 1e-5 * abs(expected))
    return {"homogeneity": homogeneity, "triangle": triangle, "nonnegativity": nonnegativity}
