"""torch's own loss."""
# covers: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    y_hat = X @ w + b
    variance = torch.full_like(y_hat, sigma**2)
    return torch.nn.functional.gaussian_nll_loss(y_hat, y.reshape(-1), variance, full=True, reduction="sum")
