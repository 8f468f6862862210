"""Computes the gradient for b with the new w."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx].reshape(-1)
    w = w - lr * X[idx].t() @ error / len(idx)
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return w, b - lr * error.mean()
