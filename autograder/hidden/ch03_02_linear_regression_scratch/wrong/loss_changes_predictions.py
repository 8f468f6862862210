"""Subtracts the labels from the caller's own predictions, in place."""
# loses: squared_loss


def squared_loss(y_hat, y):
    with torch.no_grad():
        y_hat -= y.reshape(y_hat.shape)
    return y_hat**2 / 2
