"""Subtracts the largest logit first."""
# covers: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    m = O.amax(dim=1, keepdim=True)
    log_partition = m + (O - m).exp().sum(1, keepdim=True).log()
    return (log_partition - O.gather(1, y.reshape(-1, 1))).flatten()
