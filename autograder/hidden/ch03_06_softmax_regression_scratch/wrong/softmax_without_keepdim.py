"""Forgets keepdim, so square inputs are divided by the wrong sums."""
# loses: softmax


def softmax(X):
    e = torch.exp(X)
    return e / e.sum(1)
