"""The probability is kept away from zero."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    return torch.log(stable_softmax(X).clamp(min=1e-12))
