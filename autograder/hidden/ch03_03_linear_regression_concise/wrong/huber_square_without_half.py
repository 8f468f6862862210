"""Forgets the half of the square."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat - y).abs()
    return torch.where(e > sigma, e - sigma / 2, e**2 / sigma)
