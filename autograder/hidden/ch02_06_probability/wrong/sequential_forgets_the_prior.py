"""Takes all hypotheses to be equally likely at the start."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = (prior > 0).to(prior.dtype) / (prior > 0).sum() if len(likelihoods) else prior
    for likelihood in likelihoods:
        posterior = bayes(posterior, likelihood)
    return posterior
