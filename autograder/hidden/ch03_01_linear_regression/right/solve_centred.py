"""Subtracts the means, and gets the bias from them."""
# covers: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    mean_X, mean_y = X.mean(dim=0), y.mean()
    w = torch.linalg.lstsq(X - mean_X, (y - mean_y).reshape(-1, 1)).solution[:, 0]
    return w, mean_y - mean_X @ w
