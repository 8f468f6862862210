"""index_add_ into float64 sums."""
# covers: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = None, torch.zeros(num_classes, dtype=torch.float64)
    for X, y in data_iter:
        X = X.squeeze(1).double()
        if sums is None:
            sums = torch.zeros(num_classes, *X.shape[1:], dtype=torch.float64)
        sums.index_add_(0, y, X)
        counts += torch.bincount(y, minlength=num_classes)
    counts[counts == 0] = 1
    return sums / counts[:, None, None]
