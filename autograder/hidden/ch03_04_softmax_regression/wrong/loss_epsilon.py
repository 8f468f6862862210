"""Adds a little to the probability."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return -torch.log(torch.softmax(O, 1)[range(len(O)), y] + 1e-8)
