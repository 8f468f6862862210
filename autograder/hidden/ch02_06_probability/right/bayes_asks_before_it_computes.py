"""Looks for a hypothesis that is possible and explains."""
# covers: bayes


def bayes(prior, likelihood):
    if not torch.any((prior > 0) & (likelihood > 0)):
        raise ValueError("nothing explains this")
    return prior * likelihood / (prior @ likelihood)
