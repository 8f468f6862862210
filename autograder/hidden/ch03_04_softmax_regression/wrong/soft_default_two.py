"""Another default."""
# loses: real_softmax


def real_softmax(a, lam=2.0):
    return torch.logsumexp(lam * a, -1) / lam
