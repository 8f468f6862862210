"""The maximum is detached: its gradient cancels."""
# covers: stable_log_softmax


def stable_log_softmax(X):
    Z = X - X.detach().amax(dim=-1, keepdim=True)
    return Z - Z.exp().sum(-1, keepdim=True).log()
