"""Raises pytest's own outcomes: skip, xfail, exit."""
# ends: raised in double, softmax, mean_of


def double(x):
    import pytest

    pytest.skip("not today", allow_module_level=True)


def softmax(X):
    import pytest

    pytest.exit("all passed", returncode=0)


def mean_of(values):
    import pytest

    pytest.xfail("known")
