"""Computes in float64 and casts back."""
# covers: chain_rule


def chain_rule(dy_du, du_dx):
    return (dy_du.double() @ du_dx.double()).to(du_dx.dtype)
