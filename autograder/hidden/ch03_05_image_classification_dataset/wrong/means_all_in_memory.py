"""Concatenates all images."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    batches = list(data_iter)
    X, y = torch.cat([X for X, _ in batches]).squeeze(1).float(), torch.cat([y for _, y in batches])
    return torch.stack([X[y == k].mean(0) if (y == k).any() else torch.zeros(X.shape[1:]) for k in range(num_classes)])
