"""Makes new tensors of the parameters, which cuts them off."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X, torch.tensor(w.tolist(), dtype=X.dtype)) + torch.tensor(b.tolist(), dtype=X.dtype)
