"""Averages the groups' frequencies as if all groups were equally large."""
# loses: running_estimates


def running_estimates(counts):
    frequencies = counts / counts.sum(1, keepdim=True).clamp(min=1)
    return frequencies.cumsum(0) / torch.arange(1, len(counts) + 1, dtype=frequencies.dtype)[:, None]
