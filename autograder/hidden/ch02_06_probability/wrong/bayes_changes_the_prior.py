"""Multiplies into the caller's prior."""
# loses: bayes


def bayes(prior, likelihood):
    prior *= likelihood
    if prior.sum() == 0:
        raise ValueError("impossible")
    return prior / prior.sum()
