"""Adds a little to each probability, so that none is zero."""
# loses: sample_counts


def sample_counts(probs, n):
    return multinomial.Multinomial(n, probs + 0.01).sample()
