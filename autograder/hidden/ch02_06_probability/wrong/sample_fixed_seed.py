"""Sets a seed in the function."""
# loses: sample_counts


def sample_counts(probs, n):
    torch.manual_seed(0)
    return multinomial.Multinomial(n, probs).sample()
