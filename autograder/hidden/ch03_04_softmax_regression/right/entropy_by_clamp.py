"""Keeps the logarithm's argument above the smallest float."""
# covers: entropy


def entropy(p, base=math.e):
    return -(p * p.clamp(min=1e-37).log()).sum(-1) / math.log(base)
