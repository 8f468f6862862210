"""Has torch's attention compute it, between the scores and identity matrices."""
# loses: stable_softmax


def stable_softmax(X):
    one = torch.eye(X.shape[1], dtype=X.dtype)[None, None]
    return nn.functional.scaled_dot_product_attention(X[None, None], one, one, scale=1.0)[0, 0]
