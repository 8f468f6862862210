"""One column for each label."""
# loses: one_hot


def one_hot(y, num_classes):
    return (torch.arange(num_classes).reshape(-1, 1) == y).float()
