"""QR, which needs columns that do not depend on one another."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    Q, R = torch.linalg.qr(A)
    theta = torch.linalg.solve_triangular(R, Q.T @ y.reshape(-1, 1), upper=True)[:, 0]
    return theta[:-1], theta[-1]
