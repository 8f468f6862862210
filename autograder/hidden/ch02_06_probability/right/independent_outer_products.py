"""Slice after slice, with an outer product."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    for c in range(joint.shape[2]):
        mass = joint[:, :, c].sum()
        if mass > 0:
            table = joint[:, :, c] / mass
            if (table - torch.outer(table.sum(1), table.sum(0))).abs().max() > tol:
                return False
    return True
