"""Copies the training table and writes into the test table."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    new = train.copy()
    new[cols] = (train[cols] - mean) / std
    test[cols] = (test[cols] - mean) / std
    return new, test
