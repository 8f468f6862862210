"""Stops at a belief of 99.9 percent."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior
    for likelihood in likelihoods:
        posterior = bayes(posterior, likelihood)
        if 0.999 < posterior.max() < 1:
            break
    return posterior
