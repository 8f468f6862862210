"""Leaves it to torch's module."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.nn.CrossEntropyLoss(reduction="none")(O, y)
