"""In logarithms, by softmax."""
# covers: bayes


def bayes(prior, likelihood):
    logs = prior.log() + likelihood.log()
    if logs.max() == -float("inf"):
        raise ValueError("impossible")
    return torch.softmax(logs, dim=0)
