"""Goes through numpy."""
# loses: huber_loss


def huber_loss(y_hat, y, sigma=1.0):
    import numpy as np

    e = np.abs((y_hat - y).detach().numpy())
    return torch.as_tensor(np.where(e > sigma, e - sigma / 2, e**2 / (2 * sigma)))
