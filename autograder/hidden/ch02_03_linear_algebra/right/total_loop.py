"""Adds each row to the total so far, along the first axis or along the transpose's."""
# covers: running_total


def running_total(A, axis):
    B = A.T if axis in (1, -1) else A
    rows, so_far = [], torch.zeros_like(B[0])
    for row in B:
        so_far = so_far + row
        rows.append(so_far)
    result = torch.stack(rows)
    return result.T if axis in (1, -1) else result
