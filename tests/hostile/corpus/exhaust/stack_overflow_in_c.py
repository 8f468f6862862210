"""Overflows the stack below Python: a chain of iterators, each of which asks the next."""
# ends: killed in double


def double(x):
    import itertools

    chain = iter([1])
    for _ in range(150_000):
        chain = itertools.chain(chain)
    return next(chain)
