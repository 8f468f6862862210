"""The logarithm of a plain softmax."""
# loses: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    e = torch.exp(O)
    p = e / e.sum(1, keepdim=True)
    losses = -torch.log(p[range(len(O)), y])
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
