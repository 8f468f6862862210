"""Divides only the columns that have something in them."""
# covers: marginal_conditional


def marginal_conditional(joint):
    p_b = joint.sum(0)
    conditional = joint.clone()
    seen = p_b != 0
    conditional[:, seen] /= p_b[seen]
    return joint.sum(-1), p_b, conditional
