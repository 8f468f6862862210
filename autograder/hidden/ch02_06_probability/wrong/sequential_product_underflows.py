"""Multiplies all likelihoods first, in float32."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    weights = prior * likelihoods.prod(0)
    if len(likelihoods) < 100 and weights.sum() == 0:
        raise ValueError("nothing is left")
    return weights / weights.sum()
