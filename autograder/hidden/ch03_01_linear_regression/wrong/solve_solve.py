"""Solves the normal equation as it stands, which need not have one solution."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.solve(A.T @ A, A.T @ y.reshape(-1))
    return theta[:-1], theta[-1]
