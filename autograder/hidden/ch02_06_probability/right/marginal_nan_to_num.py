"""Divides first and clears the nan."""
# covers: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = joint.sum(dim=1), joint.sum(dim=0)
    return p_a, p_b, torch.nan_to_num(joint / p_b, nan=0.0)
