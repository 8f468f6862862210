"""Computes in float64 and casts back."""
# covers: stable_softmax


def stable_softmax(X):
    Z = X.double()
    Z = (Z - Z.max(1, keepdim=True)[0]).exp()
    return (Z / Z.sum(1, keepdim=True)).to(X.dtype)
