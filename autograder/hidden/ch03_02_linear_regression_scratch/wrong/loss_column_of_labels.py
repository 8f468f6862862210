"""Makes the labels a column, whatever the predictions are."""
# loses: squared_loss


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(-1, 1)) ** 2 / 2
