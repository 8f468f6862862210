"""Refuses each observation that one hypothesis cannot explain."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    if (joint == 0).any():
        raise ValueError("impossible")
    return joint / joint.sum()
