"""Leaves it to torch's logarithm of softmax."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    return torch.nn.functional.log_softmax(X @ W + b, dim=-1).exp()
