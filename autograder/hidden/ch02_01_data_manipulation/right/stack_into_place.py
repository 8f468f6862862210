"""Room first, then slices of it."""
# covers: stack_blocks


def stack_blocks(X, Y):
    r, c = X.shape
    vertical, horizontal = X.new_empty(2 * r, c), X.new_empty(r, 2 * c)
    vertical[:r], vertical[r:] = X, Y
    horizontal[:, :c], horizontal[:, c:] = X, Y
    return vertical, horizontal
