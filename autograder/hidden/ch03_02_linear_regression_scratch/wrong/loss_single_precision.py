"""Casts to float32."""
# loses: squared_loss


def squared_loss(y_hat, y):
    return (y_hat.float() - y.float().reshape(y_hat.shape)) ** 2 / 2
