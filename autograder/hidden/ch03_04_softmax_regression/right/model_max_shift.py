"""Subtracts the largest logit first."""
# covers: softmax_regression


def softmax_regression(X, W, b):
    O = X @ W + b
    O_exp = (O - O.max(dim=1, keepdim=True).values).exp() if len(O) else O
    return O_exp / O_exp.sum(dim=1, keepdim=True)
