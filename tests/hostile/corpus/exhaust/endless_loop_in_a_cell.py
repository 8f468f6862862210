"""Loops in a cell and swallows whatever would end it."""
# ends: timeout in double, softmax, mean_of


def double(x):
    return 2 * x


while True:
    try:
        while True:
            pass
    except BaseException:
        pass
