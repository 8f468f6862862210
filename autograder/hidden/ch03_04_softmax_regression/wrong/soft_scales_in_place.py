"""Multiplies the caller's numbers."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    a.data.mul_(lam)
    return torch.logsumexp(a, -1) / lam
