"""Takes a rare value of C for one that never happens."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p_c = joint.sum((0, 1))
    given = joint[:, :, p_c > 1e-4] / p_c[p_c > 1e-4]
    return torch.allclose(given, given.sum(1, keepdim=True) * given.sum(0, keepdim=True), rtol=0, atol=tol)
