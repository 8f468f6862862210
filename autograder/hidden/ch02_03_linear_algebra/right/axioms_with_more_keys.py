"""Says more than it was asked."""
# covers: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    import math
    homogeneity = all(math.isclose(float(f(a * x)), abs(float(a)) * float(f(x)), rel_tol=1e-5) for x in xs for a in alphas)
    triangle = True
    for x in xs:
        for y in xs:
            left, right = float(f(x + y)), float(f(x)) + float(f(y))
            if left > right and not math.isclose(left, right, rel_tol=1e-5):
                triangle = False
    nonnegativity = min(float(f(x)) for x in xs) >= 0
    return {
        "norm": homogeneity and triangle and nonnegativity,
        "nonnegativity": nonnegativity,
        "triangle": triangle,
        "homogeneity": homogeneity,
    }
