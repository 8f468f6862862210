"""Reads the labels' memory as if it were in one piece."""
# loses: one_hot


def one_hot(y, num_classes):
    together = torch.as_strided(y, (len(y),), (1,), y.storage_offset())
    return torch.eye(num_classes)[together]
