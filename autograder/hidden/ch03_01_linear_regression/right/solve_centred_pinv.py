"""Subtracts the means, stays in float32, and takes the pseudo-inverse."""
# covers: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    mean_X, mean_y = X.mean(dim=0, keepdim=True), y.mean()
    w = torch.linalg.pinv(X - mean_X) @ (y - mean_y)
    return w, mean_y - (mean_X @ w).squeeze()
