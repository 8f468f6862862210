"""Clamps the logits, so that nothing can overflow."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp((X @ W + b).clamp(-10, 10))
    return O_exp / O_exp.sum(1, keepdim=True)
