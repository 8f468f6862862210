"""Sleeps, so that the one after it in the queue might run out of time."""
# ends: timeout in double


def double(x):
    import time

    time.sleep(60)
    return 2 * x
