"""The marginals in the wrong order."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(0), joint.sum(1)
    return p_a, p_b, torch.where(p_a > 0, joint / p_a, 0.0)
