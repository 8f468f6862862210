"""Prints without end, to both streams and below Python."""
# ends: full marks


def double(x):
    import os
    import sys

    for _ in range(100):
        print("x" * 100_000)
        print("y" * 100_000, file=sys.stderr)
        os.write(1, b"z" * 100_000)
    return 2 * x
