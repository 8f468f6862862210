"""Shifts the caller's tensor."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    X -= X.amax(1, keepdim=True).detach()
    return X - torch.log(torch.exp(X).sum(1, keepdim=True))
