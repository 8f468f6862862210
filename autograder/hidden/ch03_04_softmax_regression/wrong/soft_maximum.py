"""The maximum itself."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return a.max(-1).values
