"""The student's own model, with the identity for weights."""
# covers: softmax_ce_grad


def softmax_ce_grad(O, Y):
    q = O.shape[1]
    return softmax_regression(O, torch.eye(q, dtype=O.dtype), torch.zeros(q, dtype=O.dtype)) - Y
