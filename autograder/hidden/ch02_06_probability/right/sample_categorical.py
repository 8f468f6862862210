"""Sums one-hot draws."""
# covers: sample_counts


def sample_counts(probs, n):
    return torch.distributions.OneHotCategorical(probs).sample((n,)).sum(0)
