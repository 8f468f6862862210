"""One-hot labels in a sum."""
# covers: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    Y = (y.unsqueeze(1) == torch.arange(O.shape[1])).to(O.dtype)
    return O.exp().sum(1).log() - (Y * O).sum(1)
