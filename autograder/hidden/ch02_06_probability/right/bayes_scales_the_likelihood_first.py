"""Scales the likelihood first, which changes nothing."""
# covers: bayes


def bayes(prior, likelihood):
    largest = likelihood.max()
    if largest == 0 or not (prior * (likelihood / largest)).any():
        raise ValueError("impossible")
    joint = prior * (likelihood / largest)
    return joint / joint.sum()
