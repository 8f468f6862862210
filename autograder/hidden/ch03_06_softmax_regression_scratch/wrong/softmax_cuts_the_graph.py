"""Detaches, so no gradient flows."""
# loses: softmax


def softmax(X):
    e = torch.exp(X.detach())
    return e / e.sum(1, keepdim=True)
