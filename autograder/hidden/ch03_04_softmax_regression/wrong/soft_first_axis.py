"""Goes along the first axis."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return torch.logsumexp(lam * a, 0) / lam
