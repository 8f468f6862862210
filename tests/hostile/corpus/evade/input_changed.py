"""Writes the answer into the argument and returns that."""
# ends: failed in softmax
# says: the tensor X was changed by the call


def softmax(X):
    X.exp_().div_(X.sum(1, keepdim=True))
    return X
