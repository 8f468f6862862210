"""lstsq by singular values, in float64."""
# covers: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    result = torch.linalg.lstsq(A.double(), y.double().reshape(-1, 1), driver="gelsd")
    *w, b = result.solution[:, 0].to(X.dtype)
    return torch.stack(w), b
