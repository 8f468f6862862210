"""Sends a frame one byte now and then, so that there is always something new to read."""
# ends: timeout in double


def double(x):
    import os
    import time

    for byte in b"\0\0\1\0\0\0\0\0" + b"\x93" * 256:
        os.write(3, bytes([byte]))
        time.sleep(0.4)
