"""The transpose times the vector."""
# covers: chain_rule


def chain_rule(dy_du, du_dx):
    return torch.mv(du_dx.t(), dy_du)
