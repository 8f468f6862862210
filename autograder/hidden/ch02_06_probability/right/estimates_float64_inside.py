"""Computes in float64 and casts back."""
# covers: running_estimates


def running_estimates(counts):
    totals = torch.cumsum(counts.double(), dim=0)
    result = totals / totals.sum(dim=1).unsqueeze(1)
    return result if counts.dtype == torch.float64 else result.float()
