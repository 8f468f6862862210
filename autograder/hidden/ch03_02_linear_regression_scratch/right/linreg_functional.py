"""torch's linear map."""
# covers: linreg


def linreg(X, w, b):
    return torch.nn.functional.linear(X, w.T, b)
