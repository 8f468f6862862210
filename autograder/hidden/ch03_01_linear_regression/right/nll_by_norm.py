"""The squared length of the standardised errors."""
# covers: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    z = (X @ w + b - y.reshape(-1)) / sigma
    return z.dot(z) / 2 + len(X) * math.log(sigma * math.sqrt(2 * math.pi))
