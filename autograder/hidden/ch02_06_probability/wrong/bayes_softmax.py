"""Softmax of the products."""
# loses: bayes


def bayes(prior, likelihood):
    if (prior * likelihood).sum() == 0:
        raise ValueError("impossible")
    return torch.softmax(prior * likelihood, 0)
