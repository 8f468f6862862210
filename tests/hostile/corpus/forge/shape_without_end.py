"""Returns structures with as many parts as may cross, and more."""
# ends: raised or failed in double, mean_of


def double(x):
    return [[0] * 19_000]


def mean_of(values):
    return {n: [n] for n in range(30_000)}
