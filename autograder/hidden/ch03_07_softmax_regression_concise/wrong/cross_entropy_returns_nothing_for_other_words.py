"""A wrong word falls through."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -stable_log_softmax(O)[range(len(O)), y]
    if reduction == "none":
        return losses
    elif reduction == "mean":
        return losses.mean()
    elif reduction == "sum":
        return losses.sum()
