"""Returns nothing."""
# loses: double


def double(x):
    x = 2 * x
