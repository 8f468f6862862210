"""Indexes every row with every label."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log(y_hat[:, y])
