"""The exponential of the logits minus their logsumexp."""
# covers: softmax_regression


def softmax_regression(X, W, b):
    O = torch.addmm(b, X, W)
    return torch.exp(O - torch.logsumexp(O, dim=1, keepdim=True))
