"""Python's own random.choices."""
# covers: sample_counts

import random


def sample_counts(probs, n):
    counts = torch.zeros(len(probs))
    for i in random.choices(range(len(probs)), weights=probs.tolist(), k=n):
        counts[i] += 1
    return counts
