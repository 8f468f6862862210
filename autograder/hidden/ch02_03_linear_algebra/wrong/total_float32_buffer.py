"""Collects the totals in a float32 matrix."""
# loses: running_total


def running_total(A, axis):
    out = torch.zeros(A.shape)
    for k in range(A.shape[axis]):
        out.select(axis, k).copy_(A.narrow(axis, 0, k + 1).sum(axis))
    return out
