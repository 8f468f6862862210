"""Sum of a list."""
# covers: double


def double(x):
    return sum([x, x])
