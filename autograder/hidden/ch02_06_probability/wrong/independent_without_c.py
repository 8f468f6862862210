"""Tests plain independence."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p = joint.sum(2)
    return torch.allclose(p, torch.outer(p.sum(1), p.sum(0)), rtol=0, atol=tol)
