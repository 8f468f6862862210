"""Only u_1 for x_1, u_2 for x_2 and so on."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    k = min(du_dx.shape)
    result = torch.zeros(du_dx.shape[1], dtype=du_dx.dtype)
    result[:k] = dy_du[:k] * du_dx.diagonal()
    return result
