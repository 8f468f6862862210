"""Calls torch's own."""
# loses: stable_softmax


def stable_softmax(X):
    return nn.functional.softmax(X, dim=1)
