"""A mask of the block."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    inside = torch.zeros(X.shape, dtype=torch.bool)
    inside[rows, cols] = True
    return X.masked_fill_(inside, value)
