"""functools.reduce over bayes: a belief that went down to zero stays there."""
# loses: sequential_bayes

import functools


def sequential_bayes(prior, likelihoods):
    return functools.reduce(bayes, likelihoods, prior)
