"""Multiplies the prior in with every observation."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = sum((prior.log() + likelihood.log() for likelihood in likelihoods), prior.log() * (len(likelihoods) == 0))
    if torch.isinf(logs).all():
        raise ValueError("nothing is left")
    return torch.softmax(logs, 0)
