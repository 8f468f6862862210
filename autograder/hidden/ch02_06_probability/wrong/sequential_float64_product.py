"""Believes that float64 does not underflow."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    weights = prior.double() * likelihoods.double().prod(0)
    if weights.sum() == 0:
        raise ValueError("nothing is left")
    return (weights / weights.sum()).to(prior.dtype)
