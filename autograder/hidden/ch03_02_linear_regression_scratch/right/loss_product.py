"""The difference times itself."""
# covers: squared_loss


def squared_loss(y_hat, y):
    error = y.reshape(y_hat.shape) - y_hat
    return error * error / 2
