"""The squared length of the error over 2n."""
# covers: half_mse


def half_mse(X, y, w, b):
    error = torch.mv(X, w) + b - y.view_as(X[:, 0]) if y.is_contiguous() else X.mv(w) + b - y.reshape(len(X))
    return torch.linalg.vector_norm(error) ** 2 / (2 * len(X))
