"""Returns a named tuple."""
# covers: half_mse_grad

from collections import namedtuple

Gradients = namedtuple("Gradients", "w b")


def half_mse_grad(X, y, w, b):
    errors = torch.mv(X, w) + b - y.reshape(-1)
    return Gradients(torch.mv(X.t(), errors) / len(X), errors.mean())
