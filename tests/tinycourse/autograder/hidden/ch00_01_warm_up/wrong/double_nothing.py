"""Returns nothing."""
# loses: double


def double(x):n    x = 2 * x
