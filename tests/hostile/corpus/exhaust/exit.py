"""Ends the process with status 0, as if all were well."""
# ends: killed in double


def double(x):
    import os

    os._exit(0)
