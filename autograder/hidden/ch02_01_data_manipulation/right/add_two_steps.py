"""Copies Y first, so that Z may be anything."""
# covers: add_into


def add_into(Z, X, Y):
    kept = Y.clone()
    Z.copy_(X)
    Z.add_(kept)
