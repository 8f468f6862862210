"""Turns the caller's table into the conditional."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    joint /= joint.sum((0, 1)).clamp(min=1e-30)
    return torch.allclose(joint, joint.sum(1, keepdim=True) * joint.sum(0, keepdim=True), rtol=0, atol=tol)
