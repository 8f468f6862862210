"""Powers of e to the lam."""
# covers: real_softmax


def real_softmax(a, lam=1.0):
    return (math.exp(lam) ** a).sum(-1).log() / lam
