"""Sleeps for ever in a cell, before anything is asked."""
# ends: timeout in double, softmax, mean_of


def double(x):
    return 2 * x


import time

time.sleep(10_000)
