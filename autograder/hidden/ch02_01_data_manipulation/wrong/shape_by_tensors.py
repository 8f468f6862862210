"""Makes two tensors and adds them."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    return tuple((torch.zeros(a) + torch.zeros(b)).shape)
