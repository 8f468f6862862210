"""The pseudo-inverse of A^T A, in float32: its condition number is squared."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.pinv(A.T @ A) @ A.T @ y.reshape(-1)
    return theta[:-1], theta[-1]
