"""Always gives the mean."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    return -stable_log_softmax(O)[range(len(O)), y].mean()
