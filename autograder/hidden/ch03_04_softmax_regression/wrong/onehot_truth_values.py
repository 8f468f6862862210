"""Returns the comparison itself."""
# loses: one_hot


def one_hot(y, num_classes):
    return y.reshape(-1, 1) == torch.arange(num_classes)
