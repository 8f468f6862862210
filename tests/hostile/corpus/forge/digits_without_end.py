"""Returns whole numbers of a million digits, which take long to write and to read."""
# ends: failed in double


def double(x):
    return 1 << 4_000_000
