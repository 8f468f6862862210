"""Announces a frame of four gigabytes, for which a trusting reader would make room."""
# ends: failed in double


def double(x):
    import os

    os.write(3, b"\xff" * 8 + b"x" * 1000)
    return 2 * x
