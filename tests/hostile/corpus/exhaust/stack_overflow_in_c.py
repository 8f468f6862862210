"""Overflows the stack below Python, by calls that go through C and back."""
# ends: killed in double


def deeper(_):
    return list(map(deeper, [1]))


def double(x):
    import sys

    sys.setrecursionlimit(10**9)
    return deeper(x)
