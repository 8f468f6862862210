"""Multiplies and does not add up."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    return dy_du.reshape(-1, 1) * du_dx
