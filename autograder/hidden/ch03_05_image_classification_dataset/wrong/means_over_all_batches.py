"""Divides the sum of the means by the number of all batches."""
# loses: class_means


def class_means(data_iter, num_classes=10):
    total, batches = 0, 0
    for X, y in data_iter:
        member = torch.nn.functional.one_hot(y, num_classes).float()
        total = total + (member.t() @ X.flatten(1).float()) / member.sum(0).clamp(min=1).reshape(-1, 1)
        batches += 1
    return (total / batches).reshape(num_classes, *X.shape[2:])
