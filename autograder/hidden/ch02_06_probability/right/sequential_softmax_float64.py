"""Softmax of the log-posterior, in float64, cast back."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = prior.double().log() + likelihoods.double().log().sum(dim=0)
    if torch.isinf(logs).all():
        raise ValueError("nothing is left")
    return torch.softmax(logs, 0).to(prior.dtype)
