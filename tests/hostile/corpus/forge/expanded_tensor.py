"""Returns a view of four bytes that claims four petabytes."""
# ends: raised in softmax
# says: more tensor data than may cross


def softmax(X):
    return torch.zeros(1).expand(1 << 25, 1 << 25)
