"""Draws so far are a cumulative sum too."""
# covers: running_estimates


def running_estimates(counts):
    return counts.cumsum(0) / counts.sum(1).cumsum(0)[:, None]
