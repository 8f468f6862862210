"""Goes through numbers without a graph."""
# loses: stable_softmax


def stable_softmax(X):
    Z = X.detach()
    e = torch.exp(Z - Z.amax(1, keepdim=True))
    return e / e.sum(1, keepdim=True)
