"""Raises pytest's own outcomes: skip, xfail, exit."""
# ends: raised in double, softmax, mean_of


import pytest


def double(x):
    pytest.skip("not today", allow_module_level=True)


def softmax(X):
    pytest.exit("all passed", returncode=0)


def mean_of(values):
    pytest.xfail("known")
