"""The logarithm of a stable softmax."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    return torch.log(stable_softmax(X))
