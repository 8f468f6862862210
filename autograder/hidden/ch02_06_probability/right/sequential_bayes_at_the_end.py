"""One call of bayes, with the joint likelihood relative to the largest."""
# covers: sequential_bayes


def sequential_bayes(prior, likelihoods):
    logs = likelihoods.log().sum(0)
    possible = logs[(prior > 0) & (logs > -torch.inf)]
    if len(possible) == 0:
        raise ValueError("nothing is left")
    return bayes(prior, (logs - possible.max()).exp())
