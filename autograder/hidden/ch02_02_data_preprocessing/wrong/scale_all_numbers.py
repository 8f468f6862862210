"""Scales every column of numbers."""
# loses: standardize_split


def standardize_split(train, test, cols):
    cols = list(train.select_dtypes("number").columns)
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    train, test = train.copy(), test.copy()
    train[cols], test[cols] = (train[cols] - mean) / std, (test[cols] - mean) / std
    return train, test
