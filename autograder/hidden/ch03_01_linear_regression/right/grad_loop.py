"""A loop over the examples."""
# covers: half_mse_grad


def half_mse_grad(X, y, w, b):
    n = X.shape[0]
    y = y.reshape(-1)
    grad_w, grad_b = torch.zeros_like(w), torch.zeros_like(b)
    for i in range(n):
        e = torch.dot(X[i], w) + b - y[i]
        grad_w += e * X[i] / n
        grad_b += e / n
    return grad_w, grad_b
