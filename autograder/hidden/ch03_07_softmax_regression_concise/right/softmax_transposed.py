"""Works along axis 0 of the transpose."""
# covers: stable_softmax


def stable_softmax(X):
    Z = X.T
    e = torch.exp(Z - Z.max(0)[0])
    return (e / e.sum(0)).T
