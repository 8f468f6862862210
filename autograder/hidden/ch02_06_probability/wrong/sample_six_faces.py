"""Counts the faces of a die, whatever the distribution."""
# loses: sample_counts


def sample_counts(probs, n):
    return torch.bincount(torch.multinomial(probs, n, replacement=True), minlength=6)
