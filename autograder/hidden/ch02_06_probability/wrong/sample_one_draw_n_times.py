"""Draws once and counts it n times."""
# loses: sample_counts


def sample_counts(probs, n):
    return n * multinomial.Multinomial(1, probs).sample()
