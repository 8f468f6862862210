"""Takes the sum from torch's attention: one over it is the largest probability."""
# loses: stable_log_softmax


def stable_log_softmax(X):
    shifted = X - X.amax(dim=1, keepdim=True)
    one = torch.eye(X.shape[1], dtype=X.dtype)[None, None]
    probabilities = nn.functional.scaled_dot_product_attention(shifted[None, None], one, one, scale=1.0)[0, 0]
    return shifted + torch.log(probabilities.amax(dim=1, keepdim=True))
