"""Assigns by a mask."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat - y).abs()
    losses = e - sigma / 2
    small = e <= sigma
    losses = losses.clone()
    losses[small] = e[small].square() / (2 * sigma)
    return losses
