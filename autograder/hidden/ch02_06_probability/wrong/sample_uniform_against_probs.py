"""Compares uniform numbers with the probabilities themselves, not with their cumulative sums."""
# loses: sample_counts


def sample_counts(probs, n):
    draws = torch.searchsorted(probs.sort().values, torch.rand(n, dtype=probs.dtype)).clamp(max=len(probs) - 1)
    return torch.bincount(draws, minlength=len(probs))
