"""Has no posterior before the first observation."""
# loses: sequential_bayes


def sequential_bayes(prior, likelihoods):
    for i in range(len(likelihoods)):
        posterior = bayes(prior if i == 0 else posterior, likelihoods[i])
    return posterior
