"""squeeze takes the axis of a batch of one."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -stable_log_softmax(O).gather(1, y.reshape(-1, 1)).squeeze()
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
