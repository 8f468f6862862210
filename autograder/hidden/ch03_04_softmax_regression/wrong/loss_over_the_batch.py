"""Sums over the examples."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    P = O.exp() / O.exp().sum(0, keepdim=True)
    return -P[range(len(O)), y].log()
