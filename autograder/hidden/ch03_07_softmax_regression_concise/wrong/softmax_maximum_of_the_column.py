"""Subtracts the maximum of each column."""
# loses: stable_softmax


def stable_softmax(X):
    if len(X) == 0:
        return X
    e = torch.exp(X - X.amax(0))
    return e / e.sum(1, keepdim=True)
