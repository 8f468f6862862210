"""Is the absolute error."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    return (y_hat - y).abs()
