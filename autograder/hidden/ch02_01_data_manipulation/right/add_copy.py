"""copy_ of the sum."""
# covers: add_into


def add_into(Z, X, Y):
    Z.copy_(X + Y)
