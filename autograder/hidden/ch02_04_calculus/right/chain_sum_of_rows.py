"""Adds the weighted rows up."""
# covers: chain_rule


def chain_rule(dy_du, du_dx):
    return sum(weight * row for weight, row in zip(dy_du, du_dx))
