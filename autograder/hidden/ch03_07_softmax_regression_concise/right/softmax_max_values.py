"""The maximum by max(...).values, detached."""
# covers: stable_softmax


def stable_softmax(X):
    m = X.max(dim=1, keepdim=True).values.detach()
    e = torch.exp(X - m)
    return e / e.sum(1, keepdim=True)
