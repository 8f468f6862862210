"""Compares with P(A) P(B), not conditioned on C."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p_c = joint.sum((0, 1))
    given = joint[:, :, p_c > 0] / p_c[p_c > 0]
    product = torch.outer(joint.sum((1, 2)), joint.sum((0, 2)))
    return torch.allclose(given, product[:, :, None].expand_as(given), rtol=0, atol=tol)
