"""Adds the rows up without weights."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    return du_dx.sum(dim=0)
