"""Casts to float32."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X.float(), w.float()) + b.float()
