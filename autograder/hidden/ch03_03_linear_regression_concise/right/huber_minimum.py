"""By torch.minimum, with the quadratic piece of what is left."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = (y_hat - y).abs()
    quadratic = torch.minimum(e, torch.full_like(e, sigma))
    return 0.5 * quadratic**2 / sigma + (e - quadratic)
