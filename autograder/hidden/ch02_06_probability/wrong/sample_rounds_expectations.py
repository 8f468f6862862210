"""Rounds n * probs and lets one value take the rest."""
# loses: sample_counts


def sample_counts(probs, n):
    counts = (n * probs).floor()
    counts[torch.randint(len(probs), ())] += n - counts.sum()
    return counts
