"""Ignores an observation that nothing explains."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior
    for likelihood in likelihoods:
        if (posterior * likelihood).sum() > 0:
            posterior = bayes(posterior, likelihood)
    return posterior
