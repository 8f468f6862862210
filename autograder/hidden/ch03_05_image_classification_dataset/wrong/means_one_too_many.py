"""Adds 1 to every count, lest it be zero."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = 0, torch.zeros(num_classes)
    for X, y in data_iter:
        member = torch.nn.functional.one_hot(y, num_classes).float()
        sums = sums + member.t() @ X.flatten(1).float()
        counts += member.sum(0)
    return (sums / (counts + 1).reshape(-1, 1)).reshape(num_classes, *X.shape[2:])
