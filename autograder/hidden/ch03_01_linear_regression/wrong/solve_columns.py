"""Returns columns, as lstsq does."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.lstsq(A.double(), y.double().reshape(-1, 1)).solution.to(X.dtype)
    return theta[:-1], theta[-1]
