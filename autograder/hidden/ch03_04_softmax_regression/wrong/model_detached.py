"""Cuts the graph."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    with torch.no_grad():
        O_exp = torch.exp(X @ W + b)
        return O_exp / O_exp.sum(1, keepdim=True)
