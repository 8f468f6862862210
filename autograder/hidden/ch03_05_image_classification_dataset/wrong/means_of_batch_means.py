"""Averages the means of the batches."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    total, batches = 0, torch.zeros(num_classes)
    for X, y in data_iter:
        member = torch.nn.functional.one_hot(y, num_classes).float()
        counts = member.sum(0)
        total = total + (member.t() @ X.flatten(1).float()) / counts.clamp(min=1).reshape(-1, 1)
        batches += counts > 0
    return (total / batches.clamp(min=1).reshape(-1, 1)).reshape(num_classes, *X.shape[2:])
