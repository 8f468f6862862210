"""Forgets the evidence."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    if joint.sum() == 0:
        raise ValueError("impossible")
    return joint
