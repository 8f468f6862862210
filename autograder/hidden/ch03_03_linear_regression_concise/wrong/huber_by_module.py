"""Calls torch's own, as a module."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    return torch.nn.HuberLoss(reduction='none', delta=sigma)(y_hat, y) / sigma
