"""Drops axes of length one."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, torch.where(p_b > 0, joint / p_b, 0.0).squeeze()
