"""Divides the counts by n."""
# loses: sample_counts


def sample_counts(probs, n):
    return multinomial.Multinomial(n, probs).sample() / n
