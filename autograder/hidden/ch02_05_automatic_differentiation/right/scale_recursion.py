"""Calls itself."""
# covers: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if torch.count_nonzero(a) == 0:
        return a * 1
    if torch.linalg.vector_norm(a) < limit:
        return piecewise_scale(2 * a, limit)
    return a if a.sum() > 0 else a * 100
