"""NumPy's least squares."""
# covers: normal_equation


def normal_equation(X, y):
    A = np.hstack([X.numpy(), np.ones((len(X), 1), dtype=X.numpy().dtype)])
    theta = np.linalg.lstsq(A, y.numpy().reshape(-1), rcond=None)[0]
    return torch.from_numpy(theta[:-1]), torch.tensor(theta[-1])
