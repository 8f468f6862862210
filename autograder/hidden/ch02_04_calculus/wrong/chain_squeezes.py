"""Drops every axis of size one."""
# loses: chain_rule


def chain_rule(dy_du, du_dx):
    return (dy_du.reshape(1, -1) @ du_dx).squeeze()
