"""Does not reshape, so columns and vectors give a matrix."""
# loses: squared_loss


def squared_loss(y_hat, y):
    return (y_hat - y) ** 2 / 2
