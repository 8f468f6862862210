"""Takes small evidence for none."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior * likelihood
    if joint.sum() < 1e-8:
        raise ValueError("impossible")
    return joint / joint.sum()
