"""The column of ones comes first, and the bias is a Python number."""
# covers: normal_equation


def normal_equation(X, y):
    A = torch.column_stack((torch.ones_like(X[:, 0]), X))
    theta = torch.linalg.lstsq(A.double(), y.reshape(len(X), 1).double()).solution.flatten()
    return theta[1:].to(X.dtype), theta[0].item()
