"""Adds with an index that occurs twice, which adds once only."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = None, torch.zeros(num_classes)
    for X, y in data_iter:
        if sums is None:
            sums = torch.zeros(num_classes, *X.shape[2:])
        sums[y] += X[:, 0].float()
        counts += torch.bincount(y, minlength=num_classes)
    return sums / counts.clamp(min=1).reshape(-1, 1, 1)
