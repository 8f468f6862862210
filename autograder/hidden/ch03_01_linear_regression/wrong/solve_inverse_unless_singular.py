"""The inverse of A^T A where there is one, however inaccurate."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    if torch.linalg.matrix_rank(A) < A.shape[1]:
        theta = torch.linalg.pinv(A) @ y.reshape(-1)
    else:
        theta = torch.linalg.inv(A.T @ A) @ (A.T @ y.reshape(-1))
    return theta[:-1], theta[-1]
