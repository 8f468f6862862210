"""torch's mean squared error, halved."""
# covers: half_mse


def half_mse(X, y, w, b):
    return torch.nn.functional.mse_loss(torch.matmul(X, w) + b, y.flatten()) / 2
