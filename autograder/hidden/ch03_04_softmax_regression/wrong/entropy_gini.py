"""The Gini index, another measure of disorder."""
# loses: entropy


def entropy(p, base=math.e):
    return 1 - p.square().sum(-1)
