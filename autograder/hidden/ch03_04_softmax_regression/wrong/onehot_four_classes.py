"""The number of classes of the example."""
# loses: one_hot


def one_hot(y, num_classes):
    return torch.eye(max(4, int(y.max()) + 1 if len(y) else 4))[y]
