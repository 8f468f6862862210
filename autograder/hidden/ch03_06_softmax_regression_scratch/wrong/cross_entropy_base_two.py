"""Logarithm to base 2."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log2(y_hat[range(len(y_hat)), y])
