"""torch.broadcast_shapes."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    return tuple(torch.broadcast_shapes(a, b))
