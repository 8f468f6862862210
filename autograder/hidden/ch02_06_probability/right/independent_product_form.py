"""Multiplied out, and tol with it."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p_c = joint.sum((0, 1))
    p_ac, p_bc = joint.sum(1), joint.sum(0)
    left, right = joint * p_c, p_ac[:, None, :] * p_bc[None, :, :]
    return bool(((left - right).abs() <= tol * p_c**2).all())
