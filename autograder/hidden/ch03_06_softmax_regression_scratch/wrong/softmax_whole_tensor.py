"""Normalises over all entries at once."""
# loses: softmax


def softmax(X):
    e = torch.exp(X)
    return e / e.sum()
