"""Adds into the caller's prior."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = prior.log_().add_(likelihoods.log().sum(0))
    if logs.max() == -torch.inf:
        raise ValueError("nothing is left")
    return torch.softmax(logs, 0)
