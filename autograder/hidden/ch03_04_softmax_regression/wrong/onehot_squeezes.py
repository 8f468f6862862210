"""Loses the axis of a single example."""
# loses: one_hot


def one_hot(y, num_classes):
    return torch.eye(num_classes)[y].squeeze()
