"""Overwrites training first, and takes the statistics for the test table from the result."""
# loses: standardize_split


def standardize_split(train, test, cols):
    out = []
    train = train.copy()
    for df in (train, test.copy()):
        mean, std = train[cols].mean(), train[cols].std()
        std[train[cols].max() == train[cols].min()] = 1.0
        df[cols] = (df[cols] - mean) / std
        out.append(df)
    return tuple(out)
