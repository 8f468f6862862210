"""Products with vectors of ones, in float64, cast back."""
# covers: marginal_conditional


def marginal_conditional(joint):
    table = joint.double()
    a, b = table.shape
    p_a = table @ torch.ones(b, dtype=torch.float64)
    p_b = torch.ones(a, dtype=torch.float64) @ table
    inverse = torch.where(p_b > 0, 1 / p_b, torch.zeros_like(p_b))
    return tuple(part.to(joint.dtype) for part in (p_a, p_b, table @ torch.diag(inverse)))
