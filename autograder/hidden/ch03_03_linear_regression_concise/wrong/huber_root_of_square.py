"""Takes the absolute value as a root, whose slope at zero is not a number."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = torch.sqrt((y_hat - y) ** 2)
    return torch.where(e > sigma, e - sigma / 2, e**2 / (2 * sigma))
