"""Divides by the number of numbers."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return torch.logsumexp(lam * a, -1) / a.shape[-1]
