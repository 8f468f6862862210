"""Multiplies by dy_du along the wrong axis where the shapes allow it."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    if du_dx.shape[0] == du_dx.shape[1]:
        return (dy_du * du_dx).sum(dim=0)
    return dy_du @ du_dx
