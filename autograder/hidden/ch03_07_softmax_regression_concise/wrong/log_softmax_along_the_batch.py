"""Normalises over the batch axis."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    if len(X) == 0:
        return X
    Z = X - X.amax(0, keepdim=True)
    return Z - torch.log(torch.exp(Z).sum(0, keepdim=True))
