"""Weighs the difference with P(C = c)."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p_c = joint.sum((0, 1))
    product = torch.nan_to_num(joint.sum(1, keepdim=True) * joint.sum(0, keepdim=True) / p_c)
    return torch.allclose(joint, product, rtol=0, atol=tol)
