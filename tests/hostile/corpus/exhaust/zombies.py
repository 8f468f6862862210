"""Leaves children behind that have ended and that it never waits for."""
# ends: full marks


def double(x):
    import os

    for _ in range(20):
        if os.fork() == 0:
            os._exit(0)
    return 2 * x
