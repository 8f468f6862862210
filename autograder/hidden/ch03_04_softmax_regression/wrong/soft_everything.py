"""One number for the whole tensor."""
# loses: real_softmax


def real_softmax(a, lam=1.0):
    return torch.log(torch.exp(lam * a).sum()) / lam
