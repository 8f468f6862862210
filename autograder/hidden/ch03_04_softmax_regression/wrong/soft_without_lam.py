"""Ignores lam."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return torch.logsumexp(a, -1)
