"""The negative matrix."""
# loses: softmax_hessian


def softmax_hessian(o):
    p = torch.softmax(o, 0)
    return torch.outer(p, p) - torch.diag(p)
