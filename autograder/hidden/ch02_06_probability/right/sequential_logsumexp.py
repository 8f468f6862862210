"""Subtracts the log of the sum of exponentials."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = torch.log(prior)
    for likelihood in likelihoods:
        logs = logs + torch.log(likelihood)
    evidence = torch.logsumexp(logs, 0)
    if evidence == -torch.inf:
        raise ValueError("nothing is left")
    return torch.exp(logs - evidence)
