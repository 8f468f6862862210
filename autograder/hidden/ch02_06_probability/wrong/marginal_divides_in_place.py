"""Turns the caller's table into the conditional."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    joint /= p_b
    joint[:, p_b == 0] = 0
    return p_a, p_b, joint
