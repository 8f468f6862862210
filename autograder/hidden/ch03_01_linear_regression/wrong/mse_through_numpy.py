"""Computes in NumPy, which records no gradients."""
# loses: half_mse


def half_mse(X, y, w, b):
    error = X.numpy() @ w.detach().numpy() + b.detach().numpy() - y.numpy().reshape(-1)
    return torch.tensor((error**2).mean() / 2)
