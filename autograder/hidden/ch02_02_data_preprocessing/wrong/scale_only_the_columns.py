"""Returns the scaled columns alone."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    return (train[cols] - mean) / std, (test[cols] - mean) / std
