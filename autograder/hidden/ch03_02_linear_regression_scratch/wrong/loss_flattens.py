"""Flattens both, so the losses lose their shape."""
# loses: squared_loss


def squared_loss(y_hat, y):
    return (y_hat.flatten() - y.flatten()) ** 2 / 2
