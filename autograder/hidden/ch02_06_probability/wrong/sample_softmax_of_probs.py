"""Takes the probabilities for logits."""
# loses: sample_counts


def sample_counts(probs, n):
    return multinomial.Multinomial(n, logits=probs).sample()
