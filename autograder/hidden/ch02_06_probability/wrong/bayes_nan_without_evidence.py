"""Divides by zero evidence."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    return joint / joint.sum()
