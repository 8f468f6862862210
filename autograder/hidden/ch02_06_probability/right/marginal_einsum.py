"""Einstein's notation; returns a list."""
# covers: marginal_conditional


def marginal_conditional(joint):
    p_a, p_b = torch.einsum("ab->a", joint), torch.einsum("ab->b", joint)
    safe = torch.where(p_b == 0, torch.ones_like(p_b), p_b)
    return [p_a, p_b, torch.einsum("ab,b->ab", joint, 1 / safe)]
