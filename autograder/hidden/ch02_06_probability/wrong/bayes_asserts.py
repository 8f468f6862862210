"""An AssertionError in the place of a ValueError."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    assert joint.sum() > 0, "impossible"
    return joint / joint.sum()
