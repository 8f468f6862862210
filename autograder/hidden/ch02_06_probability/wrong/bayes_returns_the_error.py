"""Returns the ValueError and does not raise it."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    if joint.sum() == 0:
        return ValueError("impossible")
    return joint / joint.sum()
