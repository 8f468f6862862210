"""Takes columns for observations."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior
    for likelihood in likelihoods.t() if len(likelihoods) else []:
        posterior = bayes(posterior, likelihood)
    return posterior
