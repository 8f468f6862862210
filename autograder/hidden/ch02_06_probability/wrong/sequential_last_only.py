"""Starts from the prior each time, so only the last observation counts."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior
    for likelihood in likelihoods:
        posterior = bayes(prior, likelihood)
    return posterior
