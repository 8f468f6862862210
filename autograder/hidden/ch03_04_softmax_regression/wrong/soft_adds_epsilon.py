"""Adds a little inside the logarithm."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return torch.log(torch.exp(lam * a).sum(-1) + 1e-8) / lam
