"""Only the final estimate."""
# loses: running_estimates


def running_estimates(counts):
    return counts.sum(0) / counts.sum()
