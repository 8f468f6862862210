"""Goes down to float32."""
# loses: normal_equation


def normal_equation(X, y):
    A = torch.cat([X, torch.ones(len(X), 1)], 1).float()
    theta = torch.linalg.lstsq(A, y.float().reshape(-1, 1)).solution[:, 0]
    return theta[:-1], theta[-1]
