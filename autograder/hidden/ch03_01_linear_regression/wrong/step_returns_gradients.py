"""Returns the changes instead of the new parameters."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return -lr * X[idx].t() @ error / len(idx), -lr * error.mean()
