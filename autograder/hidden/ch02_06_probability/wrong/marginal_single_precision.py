"""The conditional in float32 always."""
# loses: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(1), joint.sum(0)
    conditional = torch.zeros(joint.shape)
    conditional[:, p_b > 0] = (joint[:, p_b > 0] / p_b[p_b > 0]).float()
    return p_a, p_b, conditional
