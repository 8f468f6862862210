"""Moves the last estimate towards the new group's, by the group's share of all draws so far."""
# covers: running_estimates


def running_estimates(counts):
    dtype = counts.dtype if counts.is_floating_point() else torch.float32
    counts = counts.to(torch.float64)
    estimate, drawn = torch.zeros(counts.shape[1], dtype=torch.float64), 0.0
    rows = []
    for group in counts:
        size = float(group.sum())
        drawn += size
        estimate = estimate + (group - size * estimate) / drawn
        rows.append(estimate)
    return torch.stack(rows).to(dtype)
