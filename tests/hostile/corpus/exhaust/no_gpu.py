"""Computes on a GPU that is not there."""
# ends: raised in softmax


def softmax(X):
    return torch.softmax(X.to("cuda"), 1).cpu()
