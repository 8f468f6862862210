"""Rounds lam to a whole number."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    lam = max(1, round(lam))
    return torch.logsumexp(lam * a, -1) / lam
