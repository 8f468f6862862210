"""functools.reduce over bayes."""
# covers: sequential_bayes

import functools


def sequential_bayes(prior, likelihoods):
    return functools.reduce(bayes, likelihoods, prior)
