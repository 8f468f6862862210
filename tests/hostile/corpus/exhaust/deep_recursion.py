"""Recurses without end, with Python's own limit raised."""
# ends: killed or raised or timeout in double


def double(x):
    import sys

    sys.setrecursionlimit(10**9)
    return double(x)
