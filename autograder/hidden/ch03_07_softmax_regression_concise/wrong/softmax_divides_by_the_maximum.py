"""Divides by the largest score instead of subtracting it."""
# loses: stable_softmax


def stable_softmax(X):
    e = torch.exp(X / X.abs().amax(1, keepdim=True))
    return e / e.sum(1, keepdim=True)
