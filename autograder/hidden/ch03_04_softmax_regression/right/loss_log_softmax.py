"""log_softmax and gather."""
# covers: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return -torch.log_softmax(O, dim=1).gather(1, y.unsqueeze(1)).squeeze(1)
