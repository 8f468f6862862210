"""Sends a frame with more bytes than its header says, and right answers in it."""
# ends: failed in double


def double(x):
    import os

    os.write(3, bytes(8) + b"\xc0" * 100)
    return 2 * x
