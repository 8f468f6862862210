"""Subtract each row's maximum first."""
# covers: softmax


def softmax(X):
    shifted = X - X.max(dim=1, keepdim=True).values
    e = shifted.exp()
    return e / e.sum(dim=1, keepdim=True)
