"""Crashes in C."""
# ends: killed in double


def double(x):
    import ctypes

    ctypes.string_at(0)
