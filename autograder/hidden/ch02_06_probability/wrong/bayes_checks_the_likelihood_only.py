"""Notices zero evidence only where all likelihoods are zero."""
# loses: bayes


def bayes(prior, likelihood):
    if likelihood.sum() == 0:
        raise ValueError("impossible")
    return prior * likelihood / (prior * likelihood).sum()
