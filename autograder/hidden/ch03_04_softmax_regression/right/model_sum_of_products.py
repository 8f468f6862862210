"""Products summed over the features, exponentials as powers of e."""
# covers: softmax_regression


def softmax_regression(X, W, b):
    O = (X.unsqueeze(2) * W.unsqueeze(0)).sum(1) + b
    powers = math.e**O
    return powers / powers.sum(1).reshape(-1, 1)
