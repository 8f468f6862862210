"""Divides by n instead of the size of the minibatch."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return w - lr * X[idx].t() @ error / len(X), b - lr * error.sum() / len(X)
