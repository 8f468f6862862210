"""A small constant inside the logarithm."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    return torch.log(stable_softmax(X) + 1e-8)
