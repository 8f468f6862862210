"""Uses the logarithm of base 2."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return -torch.softmax(O, 1)[range(len(O)), y].log2()
