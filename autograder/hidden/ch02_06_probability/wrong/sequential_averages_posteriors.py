"""Averages the posteriors of single observations."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    if len(likelihoods) == 0:
        return prior
    return torch.stack([bayes(prior, likelihood) for likelihood in likelihoods]).mean(0)
