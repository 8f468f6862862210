"""Rescales on the way, without bayes."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    posterior = prior.clone()
    for likelihood in likelihoods:
        posterior = posterior * likelihood
        if posterior.sum() == 0:
            raise ValueError("nothing is left")
        posterior = posterior / posterior.sum()
    return posterior
