"""Returns after the first observation."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior
    for likelihood in likelihoods:
        posterior = bayes(posterior, likelihood)
        return posterior
    return posterior
