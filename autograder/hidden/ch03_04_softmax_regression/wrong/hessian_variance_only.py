"""A vector of variances."""
# loses: softmax_hessian


def softmax_hessian(o):
    p = torch.softmax(o, 0)
    return p * (1 - p)
