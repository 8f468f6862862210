"""The first half of the observations, then the other: what is lost half-way stays lost."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    if len(likelihoods) == 0:
        return prior
    middle = len(likelihoods) // 2
    if middle == 0:
        return bayes(prior, likelihoods[0])
    return sequential_bayes(sequential_bayes(prior, likelihoods[:middle]), likelihoods[middle:])
