"""Adds so little to p that nobody notices."""
# covers: entropy


def entropy(p, base=math.e):
    return -(p * (p + 1e-12).log()).sum(-1) / math.log(base)
