"""Subtracts the largest logit instead of the label's."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.logsumexp(O, 1) - O.max(1).values
