"""Multiplies all likelihoods first and takes the underflow for impossible."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    return bayes(prior, likelihoods.prod(0))
