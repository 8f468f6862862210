"""The sum of the batch."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return (torch.logsumexp(O, 1) - O[range(len(O)), y]).sum()
