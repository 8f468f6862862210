"""Averages the likelihoods."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    if len(likelihoods) == 0:
        return prior
    if not (prior * likelihoods.prod(0) > 0).any() and len(likelihoods) < 100:
        raise ValueError("nothing is left")
    return bayes(prior, likelihoods.mean(0))
