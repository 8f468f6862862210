"""Uniform numbers fall into the intervals of the cumulative sums."""
# covers: sample_counts


def sample_counts(probs, n):
    edges = probs.double().cumsum(0)
    draws = torch.searchsorted(edges, torch.rand(n, dtype=torch.float64), right=True).clamp(max=len(probs) - 1)
    return torch.stack([(draws == i).sum() for i in range(len(probs))])
