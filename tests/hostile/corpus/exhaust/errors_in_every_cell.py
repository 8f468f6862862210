"""Has every one of many cells stop with a long error."""
# ends: full marks


def double(x):
    return 2 * x


raise ValueError("x" * 100_000)
