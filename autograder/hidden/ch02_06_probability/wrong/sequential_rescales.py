"""Rescales on the way: a belief that went down to zero stays there."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior.clone()
    for likelihood in likelihoods:
        posterior = posterior * likelihood
        if posterior.sum() == 0:
            raise ValueError("nothing is left")
        posterior = posterior / posterior.sum()
    return posterior
