"""Returns one tensor of all parameters."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    return torch.linalg.lstsq(A.double(), y.double().reshape(-1, 1)).solution[:, 0].to(X.dtype)
