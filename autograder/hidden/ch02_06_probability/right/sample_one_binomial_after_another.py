"""Splits what is left by one binomial draw for each value."""
# covers: sample_counts


def sample_counts(probs, n):
    counts, left, rest = torch.zeros(len(probs), dtype=torch.int64), n, 1.0
    for i, p in enumerate(probs.tolist()[:-1]):
        share = min(1.0, p / rest) if rest > 0 else 0.0
        counts[i] = int(torch.distributions.Binomial(left, torch.tensor(share, dtype=torch.float64)).sample())
        left -= int(counts[i])
        rest -= p
    counts[-1] = left
    return counts
