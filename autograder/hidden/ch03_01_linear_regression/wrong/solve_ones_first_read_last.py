"""Puts the ones first and reads the bias at the end."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([torch.ones_like(X[:, :1]), X], 1)
    theta = torch.linalg.lstsq(A.double(), y.double().reshape(-1, 1)).solution[:, 0].to(X.dtype)
    return theta[:-1], theta[-1]
