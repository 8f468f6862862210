"""Returns the weighted rows, not their sum."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    J = torch.autograd.functional.jacobian(f, x.detach())
    return J if v is None else v.reshape(-1, 1) * J
