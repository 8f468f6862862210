"""Softmax of nothing but minus infinity."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    return torch.softmax(prior.log() + likelihoods.log().sum(0), 0)
