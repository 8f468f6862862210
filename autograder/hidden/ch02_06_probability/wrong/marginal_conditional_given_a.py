"""Divides by P(A), which gives P(B | A)."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, torch.where(p_a[:, None] > 0, joint / p_a[:, None], 0.0)
