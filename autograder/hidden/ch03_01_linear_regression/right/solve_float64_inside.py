"""Computes in float64, with the pseudo-inverse of A^T A, and goes back."""
# covers: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1).double()
    theta = torch.linalg.pinv(A.T @ A, hermitian=True) @ A.T @ y.double().reshape(-1)
    theta = theta.to(X.dtype)
    return theta[:-1], theta[-1]
