"""Returns a column of shape (n, 1)."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log(y_hat.gather(1, y.reshape(-1, 1)))
