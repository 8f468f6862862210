"""The formula of the notes: score, minus maximum, minus the logarithm of the sum."""
# covers: stable_log_softmax


def stable_log_softmax(X):
    max_o = X.max(dim=1, keepdim=True)[0]
    return X - max_o - torch.log(torch.exp(X - max_o).sum(dim=1, keepdim=True))
