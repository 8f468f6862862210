"""Loops in a cell; the cell is cut short, and what it defined before that counts."""
# ends: full marks


def double(x):
    return 2 * x


while True:
    pass
