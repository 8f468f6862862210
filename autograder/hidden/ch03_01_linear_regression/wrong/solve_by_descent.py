"""A few hundred steps of gradient descent."""
# loses: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    w, b = torch.zeros_like(X[0]), torch.zeros((), dtype=X.dtype)
    for _ in range(300):
        error = X @ w + b - y
        w, b = w - 0.05 * X.T @ error / len(X), b - 0.05 * error.mean()
    return w, b
