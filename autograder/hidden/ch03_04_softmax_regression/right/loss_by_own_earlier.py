"""The student's own one_hot and real_softmax."""
# covers: cross_entropy_from_logits


def cross_entropy_from_logits(O, y):
    return real_softmax(O) - (one_hot(y, O.shape[1]) * O).sum(1)
