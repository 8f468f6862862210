"""Casts to float32 always."""
# loses: bayes


def bayes(prior, likelihood):
    joint = prior.float() * likelihood.float()
    if joint.sum() == 0:
        raise ValueError("impossible")
    return joint / joint.sum()
