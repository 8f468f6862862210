"""Is the smooth pseudo-Huber loss."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat - y) / sigma
    return sigma * (torch.sqrt(1 + e**2) - 1)
