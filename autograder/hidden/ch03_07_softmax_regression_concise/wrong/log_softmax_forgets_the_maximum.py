"""Shifts inside exp and forgets the maximum outside."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    m = X.amax(1, keepdim=True)
    return X - torch.log(torch.exp(X - m).sum(1, keepdim=True))
