"""Whole numbers divided by whole numbers."""
# loses: running_estimates


def running_estimates(counts):
    totals = counts.cumsum(0)
    return totals // totals.sum(1, keepdim=True) if not counts.is_floating_point() else totals / totals.sum(1, keepdim=True)
