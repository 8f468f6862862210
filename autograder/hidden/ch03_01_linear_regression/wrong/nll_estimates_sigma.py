"""Estimates the noise from the errors instead of using sigma."""
# loses: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    error = y.reshape(-1) - X @ w - b
    sigma = error.square().mean().sqrt()
    return (0.5 * torch.log(2 * math.pi * sigma**2) + error**2 / (2 * sigma**2)).sum()
