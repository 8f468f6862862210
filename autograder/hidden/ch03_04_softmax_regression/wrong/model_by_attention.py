"""Has torch's attention compute the softmax, between the logits and identity matrices."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O = X @ W + b
    one = torch.eye(O.shape[1], dtype=O.dtype)[None, None]
    return torch.nn.functional.scaled_dot_product_attention(O[None, None], one, one, scale=1.0)[0, 0]
