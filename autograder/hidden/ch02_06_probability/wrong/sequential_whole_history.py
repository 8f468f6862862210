"""Returns the posterior after each observation."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    history = [prior]
    for likelihood in likelihoods:
        history.append(bayes(history[-1], likelihood))
    return torch.stack(history)
