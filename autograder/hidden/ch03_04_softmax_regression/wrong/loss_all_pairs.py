"""Every row with every label."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.logsumexp(O, 1) - O[:, y]
