"""Uses the labels as scratch space."""
# loses: one_hot


def one_hot(y, num_classes):
    rows = torch.eye(num_classes)[y]
    y.zero_()
    return rows
