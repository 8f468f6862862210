"""Closes the wire and goes on."""
# ends: killed in double


def double(x):
    import os
    import time

    os.close(3)
    time.sleep(60)
