"""Clips the error, so wild labels do not pull at all."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat - y).clamp(-sigma, sigma)
    return e**2 / (2 * sigma)
