"""torch's mean squared error, unreduced, halved."""
# covers: squared_loss


def squared_loss(y_hat, y):
    return torch.nn.functional.mse_loss(y_hat, y.reshape(y_hat.shape), reduction="none") / 2
