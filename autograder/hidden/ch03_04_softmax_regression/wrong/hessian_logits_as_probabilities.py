"""Takes the logits for probabilities."""
# loses: softmax_hessian


def softmax_hessian(o):
    return torch.diag(o) - torch.outer(o, o)
