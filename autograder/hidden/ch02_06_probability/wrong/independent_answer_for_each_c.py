"""One answer for each value of C."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    given = torch.nan_to_num(joint / joint.sum((0, 1)))
    return ((given - given.sum(1, keepdim=True) * given.sum(0, keepdim=True)).abs() <= tol).all(0).all(0)
