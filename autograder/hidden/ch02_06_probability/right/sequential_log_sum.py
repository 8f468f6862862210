"""Adds logarithms and subtracts the largest."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = prior.log() + likelihoods.log().sum(0)
    if logs.max() == float("-inf"):
        raise ValueError("nothing is left")
    weights = (logs - logs.max()).exp()
    return weights / weights.sum()
