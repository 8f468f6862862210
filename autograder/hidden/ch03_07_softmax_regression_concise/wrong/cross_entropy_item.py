"""Gives Python numbers for mean and sum."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -stable_log_softmax(O)[range(len(O)), y]
    if reduction == "mean":
        return losses.mean().item()
    if reduction == "sum":
        return losses.sum().item()
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
