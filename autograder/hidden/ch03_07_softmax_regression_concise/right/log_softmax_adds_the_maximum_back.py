"""Log-sum-exp put together by hand: maximum plus logarithm."""
# covers: stable_log_softmax


def stable_log_softmax(X):
    m = X.amax(1, keepdim=True)
    lse = m + (X - m).exp().sum(1, keepdim=True).log()
    return X - lse
