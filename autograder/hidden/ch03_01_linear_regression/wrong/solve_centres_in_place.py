"""Subtracts the means in the caller's own data."""
# loses: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    mean_X, mean_y = X.mean(dim=0), y.mean()
    X -= mean_X
    y -= mean_y
    w = torch.linalg.lstsq(X, y.reshape(-1, 1)).solution[:, 0]
    return w, mean_y - mean_X @ w
