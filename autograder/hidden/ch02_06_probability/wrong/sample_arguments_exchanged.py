"""Hands probabilities and number of draws over in the wrong order."""
# loses: sample_counts


def sample_counts(probs, n):
    return multinomial.Multinomial(probs, n).sample()
