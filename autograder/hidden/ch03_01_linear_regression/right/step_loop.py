"""A loop over the rows of the minibatch."""
# covers: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    labels = y.reshape(-1)
    total_w, total_b = torch.zeros_like(w), torch.zeros_like(b)
    for i in idx.tolist():
        e = X[i] @ w + b - labels[i]
        total_w += e * X[i]
        total_b += e
    k = len(idx)
    return [w - lr * total_w / k, b - lr * total_b / k]
