"""One example after the other."""
# covers: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    losses = [torch.logsumexp(o, 0) - o[label] for o, label in zip(O, y)]
    return torch.stack(losses) if losses else O.new_zeros(0)
