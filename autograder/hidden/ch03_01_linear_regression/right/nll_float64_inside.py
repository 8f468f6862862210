"""Computes in float64 and goes back."""
# covers: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    z = (X.double() @ w.double() + b.double() - y.double().reshape(-1)) / sigma
    return ((z**2).sum() / 2 + len(z) * np.log(sigma * np.sqrt(2 * np.pi))).to(X.dtype)
