"""The formulas, without half_mse_grad."""
# covers: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    error = X[idx] @ w + b - y[idx].reshape(-1)
    return w - lr / len(idx) * X[idx].T @ error, b - lr * error.mean()
