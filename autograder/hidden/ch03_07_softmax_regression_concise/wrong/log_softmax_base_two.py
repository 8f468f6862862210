"""Logarithms to base 2."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    Z = X - X.amax(1, keepdim=True)
    return Z / math.log(2) - torch.log2(torch.exp(Z).sum(1, keepdim=True))
