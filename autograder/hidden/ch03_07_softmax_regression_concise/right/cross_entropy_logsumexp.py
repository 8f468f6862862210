"""Log-sum-exp minus the label's score, without the other exercise."""
# covers: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    losses = torch.logsumexp(O, 1) - O[torch.arange(len(y)), y]
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
