"""Uses the signed error on the linear piece."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = y_hat - y
    return torch.where(e.abs() > sigma, e - sigma / 2, e**2 / (2 * sigma))
