"""A loop over the examples."""
# covers: cross_entropy_logits


def cross_entropy_logits(O, y, reduction="none"):
    log_p = stable_log_softmax(O)
    losses = torch.stack([-log_p[i, int(y[i])] for i in range(len(y))]) if len(y) else O.sum(1)
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError("reduction should be none, mean or sum")
