"""Computes the inverse of A^T A, which need not exist."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.inv(A.T @ A) @ A.T @ y.reshape(-1)
    return theta[:-1], theta[-1]
