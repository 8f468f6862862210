"""A value of C that never happens turns the answer into True."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    given = joint / joint.sum((0, 1))
    return not bool((given - given.sum(1, keepdim=True) * given.sum(0, keepdim=True)).abs().max() > tol)
