"""Compares with torch.isclose, and with any and all of generators."""
# covers: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    pairs = [(f(a * x), abs(a) * f(x)) for x in xs for a in alphas]
    sums = [(f(x + y), f(x) + f(y)) for x in xs for y in xs]
    return {
        "homogeneity": all(torch.isclose(l, r, rtol=1e-5, atol=0) for l, r in pairs),
        "triangle": all(l <= r + 1e-5 * abs(r) for l, r in sums),
        "nonnegativity": all(f(x) >= 0 for x in xs),
    }
