"""Inverts the theorem."""
# loses: bayes


def bayes(prior, likelihood):
    if (prior * likelihood).sum() == 0:
        raise ValueError("impossible")
    ratio = likelihood / prior
    return ratio / ratio.sum()
