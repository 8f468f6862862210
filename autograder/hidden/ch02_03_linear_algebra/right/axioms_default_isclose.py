"""Compares with torch's own default tolerances."""
# covers: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    homogeneity = all(torch.isclose(f(a * x), a.abs() * f(x)) for x in xs for a in alphas)
    triangle = all(f(x + y) <= f(x) + f(y) or torch.isclose(f(x + y), f(x) + f(y)) for x in xs for y in xs)
    return {"homogeneity": homogeneity, "triangle": triangle, "nonnegativity": all(f(x) >= 0 for x in xs)}
