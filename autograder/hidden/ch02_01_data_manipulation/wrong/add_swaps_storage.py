"""Z.data = gives Z other memory."""
# loses: add_into


def add_into(Z, X, Y):
    Z.data = X + Y
