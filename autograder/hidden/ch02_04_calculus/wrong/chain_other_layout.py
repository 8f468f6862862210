"""Reads rows as x where the shapes allow it."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    if du_dx.shape[0] == du_dx.shape[1]:
        return du_dx @ dy_du
    return dy_du @ du_dx
