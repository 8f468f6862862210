"""Sums the logarithms of all classes."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log(y_hat).sum(1)
