"""Sum of a list."""
# covers: double


def double(x):n    return sum([x, x])
