"""Does not divide the slices by P(C)."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    return torch.allclose(joint, joint.sum(1, keepdim=True) * joint.sum(0, keepdim=True), rtol=0, atol=tol)
