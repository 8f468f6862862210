"""Takes the largest absolute value for p = inf before anything else."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    size = x.abs()
    largest = size.max()
    if p == float("inf") or largest == 0:
        return largest
    return largest * ((size / largest) ** p).sum() ** (1 / p)
