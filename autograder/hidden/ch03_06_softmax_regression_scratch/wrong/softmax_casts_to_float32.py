"""Casts every input to float32."""
# loses: softmax


def softmax(X):
    e = torch.exp(X.float())
    return e / e.sum(1, keepdim=True)
