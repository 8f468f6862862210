"""A column too many, for a class of the unknown."""
# loses: one_hot


def one_hot(y, num_classes):
    return torch.eye(num_classes + 1)[y]
