"""Loses the axis, which shows only where the table is not square."""
# loses: running_estimates


def running_estimates(counts):
    totals = counts.cumsum(0)
    return totals / totals.sum(1)
