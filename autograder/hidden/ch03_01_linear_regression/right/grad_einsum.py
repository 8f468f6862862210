"""Written with einsum."""
# covers: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = torch.einsum("ij,j->i", X, w) + b - y.flatten()
    return torch.einsum("i,ij->j", error, X) / X.shape[0], torch.mean(error)
