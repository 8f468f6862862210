"""Returns lists in lists in lists."""
# ends: failed in double


def double(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested
