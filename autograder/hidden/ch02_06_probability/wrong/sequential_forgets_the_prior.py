"""Takes all hypotheses to be equally likely at the start."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    if len(likelihoods) == 0:
        return prior
    logs = torch.where(prior > 0, likelihoods.log().sum(0), -torch.inf)
    if logs.max() == -torch.inf:
        raise ValueError("nothing is left")
    return torch.softmax(logs, 0)
