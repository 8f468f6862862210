"""Leaves it to torch."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.nn.functional.cross_entropy(O, y, reduction="none")
