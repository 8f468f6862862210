"""A thermometer: ones up to the label."""
# loses: one_hot


def one_hot(y, num_classes):
    return (torch.arange(num_classes) <= y.reshape(-1, 1)).float()
