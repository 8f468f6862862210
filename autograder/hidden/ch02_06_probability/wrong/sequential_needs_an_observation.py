"""Has no posterior before the first observation."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = torch.stack([prior.log() + likelihoods[0].log(), *likelihoods[1:].log()]).sum(0)
    if logs.max() == -torch.inf:
        raise ValueError("nothing is left")
    return torch.softmax(logs, 0)
