"""Returns the bias first."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return b - lr * error.mean(), w - lr * X[idx].t() @ error / len(idx)
