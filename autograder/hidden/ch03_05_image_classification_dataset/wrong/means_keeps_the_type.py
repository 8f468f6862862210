"""Sums up in the type of the images."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = None, torch.zeros(num_classes)
    for X, y in data_iter:
        if sums is None:
            sums = torch.zeros(num_classes, *X.shape[2:], dtype=X.dtype)
        sums.index_add_(0, y, X[:, 0])
        counts += torch.bincount(y, minlength=num_classes)
    return sums / counts.clamp(min=1).reshape(-1, 1, 1)
