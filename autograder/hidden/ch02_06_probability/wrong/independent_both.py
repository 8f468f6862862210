"""Asks for independence with and without C."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    for p in [joint.sum(2), *joint.permute(2, 0, 1)]:
        if p.sum() > 0:
            p = p / p.sum()
            if (p - torch.outer(p.sum(1), p.sum(0))).abs().max() > tol:
                return False
    return True
