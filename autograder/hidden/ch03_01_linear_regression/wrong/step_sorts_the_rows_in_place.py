"""Sorts the caller's row numbers."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    idx.copy_(idx.sort().values)
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return w - lr * X[idx].t() @ error / len(idx), b - lr * error.mean()
