"""numpy's permutation, and the last index worked out by hand."""
# covers: data_iter


def data_iter(batch_size, features, labels):
    import numpy as np

    n = len(features)
    order = np.random.permutation(n)
    start = 0
    while start < n:
        stop = min(start + batch_size, n)
        rows = torch.from_numpy(order[start:stop])
        start = stop
        yield features.index_select(0, rows), labels.index_select(0, rows)
