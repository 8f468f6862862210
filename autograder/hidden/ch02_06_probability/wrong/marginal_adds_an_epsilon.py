"""Adds a small number to the denominator."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, joint / (p_b + 1e-8)
