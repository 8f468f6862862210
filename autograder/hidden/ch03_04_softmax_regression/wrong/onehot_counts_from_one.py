"""Takes the labels to begin with 1."""
# loses: one_hot


def one_hot(y, num_classes):
    return torch.eye(num_classes)[y - 1]
