"""The logarithm of a stable softmax."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = -torch.log(stable_softmax(O)[range(len(O)), y])
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
