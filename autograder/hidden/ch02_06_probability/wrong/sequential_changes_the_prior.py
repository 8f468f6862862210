"""Multiplies into the caller's prior."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    for likelihood in likelihoods:
        prior *= likelihood
        if prior.sum() == 0:
            raise ValueError("nothing is left")
        prior /= prior.sum()
    return prior
