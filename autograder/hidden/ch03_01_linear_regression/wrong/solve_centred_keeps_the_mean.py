"""Subtracts the means and forgets them in the bias."""
# loses: normal_equation


def normal_equation(X, y):
    y = y.reshape(-1)
    w = torch.linalg.lstsq(X - X.mean(0), (y - y.mean()).reshape(-1, 1)).solution[:, 0]
    return w, y.mean()
