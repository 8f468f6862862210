"""Raises an error whose text has a hundred million characters, with a chain of a thousand causes."""
# ends: raised in double


def double(x):
    error = None
    for number in range(1000):
        following = ValueError(number)
        following.__cause__ = error
        error = following
    raise ValueError("x" * 100_000_000) from error
