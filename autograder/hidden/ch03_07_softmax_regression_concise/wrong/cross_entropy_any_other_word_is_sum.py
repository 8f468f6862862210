"""Whatever is neither none nor mean is taken for sum."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -stable_log_softmax(O)[range(len(O)), y]
    if reduction == "none":
        return losses
    return losses.mean() if reduction == "mean" else losses.sum()
