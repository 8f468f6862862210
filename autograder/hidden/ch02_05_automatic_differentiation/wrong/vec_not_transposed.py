"""J v instead of J^T v, where the shapes allow it."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    J = torch.autograd.functional.jacobian(f, x.detach())
    if v is None:
        v = torch.ones(J.shape[0], dtype=J.dtype)
    return J @ v if J.shape[0] == J.shape[1] else J.T @ v
