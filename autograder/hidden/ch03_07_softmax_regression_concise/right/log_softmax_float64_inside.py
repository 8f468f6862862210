"""Computes in float64 and casts back."""
# covers: stable_log_softmax


def stable_log_softmax(X):
    Z = X.to(torch.float64)
    return (Z - torch.logsumexp(Z, 1, keepdim=True)).to(X.dtype)
