"""Takes every row with every label."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -stable_log_softmax(O)[:, y]
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
