"""Takes the first axis for C."""
# loses: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    for p in joint:
        if p.sum() > 0 and (p / p.sum() - torch.outer(p.sum(1), p.sum(0)) / p.sum() ** 2).abs().max() > tol:
            return False
    return True
