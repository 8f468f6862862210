"""Always True."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    return joint.dim() == 3
