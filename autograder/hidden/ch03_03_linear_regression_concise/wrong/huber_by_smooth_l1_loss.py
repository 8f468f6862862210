"""Calls torch's own."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    return torch.nn.functional.smooth_l1_loss(y_hat, y, reduction='none', beta=sigma)
