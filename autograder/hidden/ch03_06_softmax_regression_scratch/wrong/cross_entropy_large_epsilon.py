"""Adds an epsilon that drowns small probabilities."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return -torch.log(y_hat[range(len(y_hat)), y] + 1e-5)
