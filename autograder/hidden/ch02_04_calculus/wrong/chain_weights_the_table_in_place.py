"""Multiplies the table in place."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    du_dx *= dy_du.reshape(-1, 1)
    return du_dx.sum(dim=0)
