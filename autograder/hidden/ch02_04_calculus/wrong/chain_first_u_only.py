"""Takes one u only."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    return dy_du[0] * du_dx[0]
