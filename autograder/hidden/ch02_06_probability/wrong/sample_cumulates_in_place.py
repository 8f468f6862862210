"""Cumulates the caller's probabilities."""
# loses: sample_counts


def sample_counts(probs, n):
    edges = probs.cumsum_(0)
    draws = torch.searchsorted(edges, torch.rand(n, dtype=probs.dtype), right=True).clamp(max=len(probs) - 1)
    return torch.bincount(draws, minlength=len(probs))
