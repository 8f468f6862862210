"""Scales on the way by the largest entry and forgets to sum to 1."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    weights = prior
    for likelihood in likelihoods:
        weights = weights * likelihood
        if weights.max() == 0:
            raise ValueError("nothing is left")
        weights = weights / weights.max()
    return weights
