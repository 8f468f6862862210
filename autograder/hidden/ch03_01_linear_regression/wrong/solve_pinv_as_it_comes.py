"""The pseudo-inverse in float32, whose cutoff grows with n and takes a slope for rounding."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    theta = torch.linalg.pinv(A) @ y.reshape(-1)
    return theta[:-1], theta[-1]
