"""Takes the sum of the likelihoods for the evidence."""
# loses: bayes


def bayes(prior, likelihood):
    if (prior * likelihood).sum() == 0:
        raise ValueError("impossible")
    return prior * likelihood / likelihood.sum()
