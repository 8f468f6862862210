"""Numbers of the rows and columns."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    i = torch.arange(X.shape[0])[rows]
    j = torch.arange(X.shape[1])[cols]
    X.index_put_((i[:, None], j), torch.tensor(value, dtype=X.dtype))
    return X
