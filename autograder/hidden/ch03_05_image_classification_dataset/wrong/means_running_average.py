"""Averages the mean so far with that of the batch."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    means = None
    for X, y in data_iter:
        if means is None:
            means = torch.zeros(num_classes, *X.shape[2:])
        for k in y.unique().tolist():
            new = X[y == k, 0].float().mean(0)
            means[k] = (means[k] + new) / 2 if means[k].any() else new
    return means
