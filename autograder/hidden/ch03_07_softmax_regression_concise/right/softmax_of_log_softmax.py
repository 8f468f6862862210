"""exp of its own stable_log_softmax."""
# covers: stable_softmax


def stable_softmax(X):
    return torch.exp(stable_log_softmax(X))
