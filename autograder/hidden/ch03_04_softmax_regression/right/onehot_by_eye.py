"""Rows of the identity matrix."""
# covers: one_hot


def one_hot(y, num_classes):
    return torch.eye(num_classes)[y]
