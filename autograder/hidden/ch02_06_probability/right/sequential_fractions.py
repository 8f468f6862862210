"""Exact fractions."""
# covers: sequential_bayes

from fractions import Fraction


def sequential_bayes(prior, likelihoods):
    weights = [Fraction(p) for p in prior.tolist()]
    for row in likelihoods.tolist():
        weights = [weight * Fraction(value) for weight, value in zip(weights, row)]
    if sum(weights) == 0:
        raise ValueError("nothing is left")
    return torch.tensor([float(weight / sum(weights)) for weight in weights], dtype=prior.dtype)
