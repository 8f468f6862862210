"""Ends the process while its cells are run."""
# ends: killed in double, softmax, mean_of


def double(x):
    return 2 * x


import os

os._exit(0)
