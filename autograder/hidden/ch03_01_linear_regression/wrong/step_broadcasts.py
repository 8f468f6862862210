"""A vector minus a column is a matrix."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx]
    return w - lr * (X[idx].t() @ error / len(idx)).reshape(len(w), -1)[:, 0], b - lr * error.mean()
