"""Computes in float64 and does not go back."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1).double()
    theta = torch.linalg.lstsq(A, y.double().reshape(-1, 1)).solution[:, 0]
    return theta[:-1], theta[-1]
