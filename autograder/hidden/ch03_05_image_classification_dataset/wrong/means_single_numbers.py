"""Averages over the pixels as well."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = torch.zeros(num_classes), torch.zeros(num_classes)
    for X, y in data_iter:
        sums.index_add_(0, y, X.float().mean(dim=(1, 2, 3)))
        counts += torch.bincount(y, minlength=num_classes)
    return sums / counts.clamp(min=1)
