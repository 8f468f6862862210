"""Marginals that are still tables."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1, keepdim=True), joint.sum(0, keepdim=True)
    return p_a, p_b, torch.where(p_b > 0, joint / p_b, 0.0)
