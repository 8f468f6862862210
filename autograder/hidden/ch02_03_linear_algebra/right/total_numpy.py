"""Lets numpy do it."""
# covers: running_total


def running_total(A, axis):
    import numpy as np
    return torch.from_numpy(np.cumsum(A.numpy(), axis=axis))
