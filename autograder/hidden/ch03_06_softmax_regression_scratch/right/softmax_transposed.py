"""Sum over the first axis of the transpose."""
# covers: softmax


def softmax(X):
    e = torch.exp(X).T
    return (e / e.sum(0)).T
