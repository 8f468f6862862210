"""Plain sums."""
# covers: bayes


def bayes(prior, likelihood):
    weights = [p * l for p, l in zip(prior, likelihood)]
    evidence = sum(weights)
    if evidence == 0:
        raise ValueError("impossible")
    return torch.stack([weight / evidence for weight in weights])
