"""Solves the normal equation."""
# loses: fit_concise


def fit_concise(features, labels, lr, num_epochs, batch_size):
    X = torch.cat([features, torch.ones(len(features), 1)], 1)
    solution = torch.linalg.pinv(X) @ labels
    return solution[:-1], solution[-1]
