"""Leaves the loop after the first value of C."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    for c in range(joint.shape[2]):
        p = joint[:, :, c]
        if p.sum() > 0:
            p = p / p.sum()
            return bool((p - torch.outer(p.sum(1), p.sum(0))).abs().max() <= tol)
    return True
