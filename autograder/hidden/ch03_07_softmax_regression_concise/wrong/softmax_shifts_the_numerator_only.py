"""The shift is missing in the denominator."""
# loses: stable_softmax


def stable_softmax(X):
    m = X.amax(1, keepdim=True)
    return torch.exp(X - m) / torch.exp(X).sum(1, keepdim=True)
