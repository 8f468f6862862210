"""One group after another."""
# covers: running_estimates


def running_estimates(counts):
    so_far = torch.zeros(counts.shape[1], dtype=torch.float64)
    rows = []
    for group in counts:
        so_far = so_far + group
        rows.append(so_far / so_far.sum())
    result = torch.stack(rows)
    return result.to(counts.dtype) if counts.is_floating_point() else result
