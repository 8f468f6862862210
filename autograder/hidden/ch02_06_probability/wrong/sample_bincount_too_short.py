"""Forgets the values that never came."""
# loses: sample_counts


def sample_counts(probs, n):
    return torch.bincount(torch.multinomial(probs, n, replacement=True))
