"""Leaves the second half to torch."""
# loses: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return torch.nn.functional.nll_loss(torch.log_softmax(O, 1), y, reduction="none")
