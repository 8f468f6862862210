"""Reads the memory of the table as it lies."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    m, n = du_dx.shape
    rows = du_dx.as_strided((m, n), (n, 1))
    return dy_du @ rows
