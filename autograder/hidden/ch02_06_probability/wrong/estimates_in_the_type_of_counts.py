"""Stores the estimates in a tensor of the counts' type."""
# loses: running_estimates


def running_estimates(counts):
    estimates = torch.zeros_like(counts)
    for i in range(len(counts)):
        estimates[i] = counts[: i + 1].sum(0) / counts[: i + 1].sum()
    return estimates
