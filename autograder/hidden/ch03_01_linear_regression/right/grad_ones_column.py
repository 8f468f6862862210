"""The bias as a weight of a column of ones."""
# covers: half_mse_grad


def half_mse_grad(X, y, w, b):
    A = torch.hstack([X, torch.ones(len(X), 1, dtype=X.dtype)])
    theta = torch.cat([w, b.reshape(1)])
    g = A.T @ (A @ theta - y.reshape(-1)) / len(X)
    return g[:-1], g[-1]
