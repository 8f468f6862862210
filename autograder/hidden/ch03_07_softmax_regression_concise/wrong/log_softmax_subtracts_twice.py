"""The maximum is subtracted twice."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    m = X.amax(1, keepdim=True)
    return X - m - torch.logsumexp(X, 1, keepdim=True)
