"""Adds logarithms one observation after another, and takes the largest off each time."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = prior.log()
    for likelihood in likelihoods:
        logs = logs + likelihood.log()
        if logs.max() == -torch.inf:
            raise ValueError("nothing is left")
        logs = logs - logs.max()
    return logs.exp() / logs.exp().sum()
