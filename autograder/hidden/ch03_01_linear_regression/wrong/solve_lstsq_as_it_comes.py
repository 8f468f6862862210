"""Least squares in float32, whose cutoff grows with n and takes a slope for rounding."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.lstsq(A, y.reshape(-1, 1)).solution[:, 0]
    return theta[:-1], theta[-1]
