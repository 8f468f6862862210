"""Subtracts in the caller's labels."""
# loses: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    error = y.reshape(-1)
    error -= (X @ w + b).detach()
    z = error + (X @ w + b).detach() - (X @ w + b)
    return (0.5 * math.log(2 * math.pi * sigma**2) + z**2 / (2 * sigma**2)).sum()
