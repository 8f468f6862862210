"""Writes the label instead of 1."""
# loses: one_hot


def one_hot(y, num_classes):
    rows = torch.zeros(len(y), num_classes)
    rows[range(len(y)), y] = y.float()
    return rows
