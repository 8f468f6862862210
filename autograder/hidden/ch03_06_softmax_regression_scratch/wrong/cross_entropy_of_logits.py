"""Takes probabilities for scores and applies softmax again."""
# loses: cross_entropy


def cross_entropy(y_hat, y):
    return torch.nn.functional.cross_entropy(y_hat, y, reduction="none")
