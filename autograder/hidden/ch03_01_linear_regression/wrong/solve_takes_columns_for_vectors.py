"""Breaks, or widens, when labels are a column."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = (torch.linalg.pinv(A.double()) @ y.double()).to(X.dtype)
    return theta[:-1], theta[-1]
