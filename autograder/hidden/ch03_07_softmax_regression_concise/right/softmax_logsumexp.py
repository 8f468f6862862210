"""exp of the scores minus log-sum-exp."""
# covers: stable_softmax


def stable_softmax(X):
    return torch.exp(X - torch.logsumexp(X, dim=1, keepdim=True))
