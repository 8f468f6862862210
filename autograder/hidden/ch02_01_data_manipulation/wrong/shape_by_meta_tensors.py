"""Adds two tensors without memory."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    return tuple((torch.empty(a, device="meta") + torch.empty(b, device="meta")).shape)
