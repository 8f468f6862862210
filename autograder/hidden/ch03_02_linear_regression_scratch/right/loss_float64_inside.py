"""In float64 inside, and back."""
# covers: squared_loss


def squared_loss(y_hat, y):
    error = y_hat.double() - y.double().view(y_hat.size())
    return (0.5 * error.square()).to(y_hat.dtype)
