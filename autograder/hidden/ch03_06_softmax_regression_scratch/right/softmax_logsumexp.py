"""Exponential of the log-probabilities."""
# covers: softmax


def softmax(X):
    return torch.exp(X - torch.logsumexp(X, dim=1, keepdim=True))
