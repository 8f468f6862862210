"""A loop over the elements."""
# covers: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    pairs = zip(y_hat.reshape(-1), y.reshape(-1))
    losses = []
    for a, b in pairs:
        e = abs(a - b)
        losses.append(e - sigma / 2 if e > sigma else e * e / (2 * sigma))
    return torch.stack(losses).reshape(y_hat.shape) if losses else y_hat * 0
