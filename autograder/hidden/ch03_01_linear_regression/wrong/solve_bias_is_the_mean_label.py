"""Takes the mean label for the bias."""
# loses: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    b = y.mean()
    return torch.linalg.lstsq(X, (y - b).reshape(-1, 1)).solution[:, 0], b
