"""In float64, cast back; takes lists too."""
# covers: bayes


def bayes(prior, likelihood):
    prior, likelihood = torch.as_tensor(prior), torch.as_tensor(likelihood)
    evidence = torch.dot(prior.double(), likelihood.double())
    if not evidence > 0:
        raise ValueError(f"evidence {float(evidence)}")
    return (prior.double() * likelihood.double() / evidence).to(prior.dtype)
