"""The log-probability itself."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = stable_log_softmax(O)[range(len(O)), y]
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
