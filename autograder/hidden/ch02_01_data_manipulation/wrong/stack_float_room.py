"""Room of the default dtype, so integers and float64 lose theirs."""
# loses: stack_blocks


def stack_blocks(X, Y):
    r, c = X.shape
    vertical, horizontal = torch.zeros(2 * r, c), torch.zeros(r, 2 * c)
    vertical[:r], vertical[r:] = X, Y
    horizontal[:, :c], horizontal[:, c:] = X, Y
    return vertical, horizontal
