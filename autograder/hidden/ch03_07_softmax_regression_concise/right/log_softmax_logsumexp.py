"""Scores minus log-sum-exp."""
# covers: stable_log_softmax


def stable_log_softmax(X):
    return X - torch.logsumexp(X, dim=1, keepdim=True)
