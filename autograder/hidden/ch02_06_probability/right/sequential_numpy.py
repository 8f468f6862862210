"""numpy's logaddexp."""
# covers: sequential_bayes

import numpy as np


def sequential_bayes(prior, likelihoods):
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(prior.double().numpy()) + np.log(likelihoods.double().numpy()).sum(0)
        evidence = np.logaddexp.reduce(logs)
    if np.isneginf(evidence):
        raise ValueError("nothing is left")
    return torch.from_numpy(np.exp(logs - evidence)).to(prior.dtype)
