"""Forgets that torch.multinomial draws without replacement unless told."""
# loses: sample_counts


def sample_counts(probs, n):
    return torch.bincount(torch.multinomial(probs, n), minlength=len(probs))
