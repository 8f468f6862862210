"""The formula as it is usually shown, without a column of ones."""
# loses: normal_equation


def normal_equation(X, y):
    w = torch.linalg.lstsq(X, y.reshape(-1, 1)).solution[:, 0]
    return w, torch.tensor(0.0)
