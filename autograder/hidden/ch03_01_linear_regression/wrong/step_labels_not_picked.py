"""Picks rows of X, but the first labels."""
# loses: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y.reshape(-1)[torch.arange(len(idx)) % len(y)]
    return w - lr * X[idx].t() @ error / len(idx), b - lr * error.mean()
