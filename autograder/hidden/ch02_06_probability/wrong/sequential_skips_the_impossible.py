"""Ignores an observation that nothing explains."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = prior.log()
    for likelihood in likelihoods:
        if (logs + likelihood.log()).max() > -torch.inf:
            logs = logs + likelihood.log()
    return torch.softmax(logs, 0)
