"""Ends itself by a real-time signal, which has a number and no name."""
# ends: full marks
# at level 1: killed in double


def double(x):
    import os

    os.kill(os.getpid(), 40)
    return 2 * x
