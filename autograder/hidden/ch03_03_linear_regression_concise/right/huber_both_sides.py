"""Three pieces, with the sign."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = y_hat - y
    middle = e**2 / (2 * sigma)
    return torch.where(e > sigma, e - sigma / 2, torch.where(e < -sigma, -e - sigma / 2, middle))
