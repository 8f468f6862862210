"""Divides by P(A), and along the wrong axis, which shows only where the table is not square."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, torch.where(p_b > 0, joint / p_a, 0.0)
