"""Lets no gradient through the partition."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.logsumexp(O.detach(), 1) - O[range(len(O)), y]
