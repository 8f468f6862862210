"""Floods the wire with frames as fast as it can."""
# ends: failed in double


def double(x):
    import os

    while True:
        os.write(3, (b"\0\0\0\1\0\0\0\0\xc0") * 5000)
