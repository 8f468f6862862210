"""Softmax written out."""
# covers: softmax_ce_grad


def softmax_ce_grad(O, Y):
    E = torch.exp(O)
    return E / E.sum(axis=1, keepdims=True) - Y
