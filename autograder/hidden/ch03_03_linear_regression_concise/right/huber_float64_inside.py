"""Computes in float64."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat.double() - y.double()).abs()
    losses = torch.where(e < sigma, 0.5 / sigma * e**2, e - 0.5 * sigma)
    return losses.to(y_hat.dtype)
