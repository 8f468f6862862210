"""Returns predictions of shape (n,)."""
# loses: linreg


def linreg(X, w, b):
    return (torch.matmul(X, w) + b).squeeze()
