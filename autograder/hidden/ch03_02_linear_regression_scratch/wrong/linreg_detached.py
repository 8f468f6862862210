"""Cuts the graph."""
# loses: linreg


def linreg(X, w, b):
    with torch.no_grad():
        return torch.matmul(X, w) + b
