"""Subtracts the largest number first."""
# covers: real_softmax


def real_softmax(a, lam=1.0):
    m = a.amax(-1, keepdim=True)
    return m.squeeze(-1) + (lam * (a - m)).exp().sum(-1).log() / lam
