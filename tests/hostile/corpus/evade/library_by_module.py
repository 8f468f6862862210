"""Uses the module where the function is forbidden."""
# ends: failed in softmax
# says: this exercise asks you to write softmax yourself


def softmax(X):
    return torch.nn.Sequential(torch.nn.LogSoftmax(1))(X).exp()
