"""Divides by the Euclidean norm instead of the sum."""
# loses: softmax


def softmax(X):
    e = torch.exp(X)
    return e / e.norm(dim=1, keepdim=True)
