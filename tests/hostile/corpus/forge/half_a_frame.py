"""Sends half a frame and exits."""
# ends: killed in double


def double(x):
    import os

    os.write(3, b"\0\0\1\0\0\0\0\0\x93")
    os._exit(0)
