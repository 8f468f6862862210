"""Adds the tables instead of joining them."""
# loses: stack_blocks


def stack_blocks(X, Y):
    return X + Y, X + Y
