"""Asks whether all three variables are independent."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    product = torch.einsum("a,b,c->abc", joint.sum((1, 2)), joint.sum((0, 2)), joint.sum((0, 1)))
    return torch.allclose(joint, product, rtol=0, atol=tol)
