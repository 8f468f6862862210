"""Knows two hypotheses only."""
# loses: bayes


def bayes(prior, likelihood):
    evidence = prior[0] * likelihood[0] + prior[1] * likelihood[1]
    if evidence == 0:
        raise ValueError("impossible")
    return prior * likelihood / evidence
