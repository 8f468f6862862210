"""One fused call."""
# covers: linreg


def linreg(X, w, b):
    return torch.addmm(b, X, w)
