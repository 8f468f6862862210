"""Counts the classes that it sees."""
# loses: one_hot


def one_hot(y, num_classes):
    num_classes = int(y.max()) + 1 if len(y) else num_classes
    return torch.eye(num_classes)[y]
