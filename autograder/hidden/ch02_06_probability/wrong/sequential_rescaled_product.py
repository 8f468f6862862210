"""A product in float64, scaled by its largest entry: the smaller ones still go down to zero."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    weights = prior.double()
    for row in likelihoods.double():
        weights = weights * row
        if not weights.any():
            raise ValueError("nothing is left")
        weights = weights / weights.max()
    return (weights / weights.sum()).to(likelihoods.dtype)
