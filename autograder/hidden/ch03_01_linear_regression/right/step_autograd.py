"""Autograd of half_mse on copies of the parameters."""
# covers: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    w, b = w.detach().clone().requires_grad_(True), b.detach().clone().requires_grad_(True)
    half_mse(X[idx], y[idx], w, b).backward()
    with torch.no_grad():
        return w - lr * w.grad, b - lr * b.grad
