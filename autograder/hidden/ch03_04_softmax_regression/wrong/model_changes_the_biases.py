"""Changes the caller's biases."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W + b)
    with torch.no_grad():
        b += 1
    return O_exp / O_exp.sum(1, keepdim=True)
