"""view(-1) refuses what is not in one piece."""
# loses: add_into


def add_into(Z, X, Y):
    Z.view(-1)[:] = (X + Y).reshape(-1)
