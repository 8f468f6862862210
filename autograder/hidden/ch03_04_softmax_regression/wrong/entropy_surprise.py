"""Sums surprises without their probabilities."""
# loses: entropy


def entropy(p, base=math.e):
    return -p.clamp(min=1e-12).log().sum(-1) / math.log(base)
