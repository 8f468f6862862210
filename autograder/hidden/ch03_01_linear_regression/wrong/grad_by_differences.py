"""Approximates with differences in float32."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    def loss(w, b):
        return ((X @ w + b - y.reshape(-1)) ** 2).mean() / 2

    h = 1e-3
    steps = torch.eye(len(w), dtype=w.dtype) * h
    grad_w = torch.stack([(loss(w + s, b) - loss(w, b)) / h for s in steps])
    return grad_w, (loss(w, b + h) - loss(w, b)) / h
