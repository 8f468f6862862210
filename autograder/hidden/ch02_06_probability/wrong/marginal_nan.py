"""Leaves 0/0 as it is."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, joint / p_b
