"""Sums in a dictionary, float64, returned as a stack."""
# covers: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = {}, {}
    for X, y in data_iter:
        zero = torch.zeros_like(X[0, 0], dtype=torch.float64)
        for k in y.unique().tolist():
            sums[k] = sums.get(k, zero) + X[y == k].sum(dim=(0, 1), dtype=torch.float64)
            counts[k] = counts.get(k, 0) + int((y == k).sum())
    return torch.stack([sums.get(k, zero) / counts.get(k, 1) for k in range(num_classes)]).float()
