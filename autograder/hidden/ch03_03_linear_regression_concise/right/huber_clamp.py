"""The clamped form."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    e = torch.abs(y_hat - y)
    q = e.clamp(max=sigma)
    return q * (e - q / 2) / sigma
