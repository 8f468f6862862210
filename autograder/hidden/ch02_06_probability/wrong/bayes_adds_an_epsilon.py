"""Adds a small number to the denominator."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    if joint.sum() == 0:
        raise ValueError("impossible")
    return joint / (joint.sum() + 1e-10)
