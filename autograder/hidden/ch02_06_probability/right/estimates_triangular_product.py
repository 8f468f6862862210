"""The cumulative sum as a product with a triangle of ones."""
# covers: running_estimates


def running_estimates(counts):
    counts = counts if counts.is_floating_point() else counts.float()
    totals = torch.tril(torch.ones(len(counts), len(counts), dtype=counts.dtype)) @ counts
    return totals / totals.sum(1).reshape(-1, 1)
