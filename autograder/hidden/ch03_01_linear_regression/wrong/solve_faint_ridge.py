"""Adds very little to the diagonal, which still is a penalty."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    A = A.double()
    G = A.T @ A + 1e-8 * torch.eye(A.shape[1], dtype=A.dtype)
    theta = torch.linalg.solve(G, A.T @ y.double().reshape(-1)).to(X.dtype)
    return theta[:-1], theta[-1]
