"""Collects all values in tensors, and compares them at once."""
# covers: check_norm_axioms


def check_norm_axioms(f, xs, alphas):
    values = torch.stack([f(x) for x in xs])
    scaled = torch.stack([torch.stack([f(a * x) for a in alphas]) for x in xs])
    summed = torch.stack([torch.stack([f(x + y) for y in xs]) for x in xs])
    expected = values[:, None] * alphas.abs()
    bound = values[:, None] + values
    return {
        "homogeneity": ((scaled - expected).abs() <= 1e-5 * expected.abs()).all(),
        "triangle": (summed <= bound + 1e-5 * bound.abs()).all(),
        "nonnegativity": (values >= 0).all(),
    }
