"""Means instead of sums."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.mean(1), joint.mean(0)
    return p_a, p_b, torch.nan_to_num(joint / joint.sum(0))
