"""Keeps the type of integers."""
# loses: one_hot


def one_hot(y, num_classes):
    return torch.nn.functional.one_hot(y, num_classes)
