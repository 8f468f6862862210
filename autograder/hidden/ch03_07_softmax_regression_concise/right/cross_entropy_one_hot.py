"""One-hot labels times log-probabilities."""
# covers: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    Y = nn.functional.one_hot(y, O.shape[1]).to(O.dtype)
    losses = -(Y * stable_log_softmax(O)).sum(1)
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
