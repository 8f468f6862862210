"""Draws half as often and doubles."""
# loses: sample_counts


def sample_counts(probs, n):
    return 2 * multinomial.Multinomial(n // 2, probs).sample() + (n % 2) * multinomial.Multinomial(1, probs).sample()
