"""The plain formula."""
# loses: stable_softmax


def stable_softmax(X):
    e = torch.exp(X)
    return e / e.sum(1, keepdim=True)
