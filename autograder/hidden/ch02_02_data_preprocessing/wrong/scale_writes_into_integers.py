"""Writes fractions into columns of integers, which pandas refuses."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    train, test = train.copy(), test.copy()
    train.loc[:, cols] = (train[cols] - mean) / std
    test.loc[:, cols] = (test[cols] - mean) / std
    return train, test
