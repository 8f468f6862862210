"""Puts the tables together and splits them by label."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    both = pd.concat([train, test])
    both[cols] = (both[cols] - mean) / std
    return both.loc[both.index.isin(train.index)], both.loc[both.index.isin(test.index)]
