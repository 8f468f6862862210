"""Returns a generator without end, and a list that never stops giving."""
# ends: failed or raised in double, mean_of


class Endless(list):
    def __iter__(self):
        while True:
            yield 1


def double(x):
    return (x for _ in iter(int, 1))


def mean_of(values):
    return Endless()
