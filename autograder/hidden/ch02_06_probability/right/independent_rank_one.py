"""A table of independent variables has rank one: its second singular value is zero."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    for table in joint.permute(2, 0, 1):
        if table.sum() > 0 and min(table.shape) > 1 and torch.linalg.svdvals(table / table.sum())[1] > tol:
            return False
    return True
