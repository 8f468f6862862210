"""One mean and one deviation for all columns together."""
# loses: standardize_split


def standardize_split(train, test, cols):
    values = train[cols].to_numpy(dtype=float)
    s = values.std(ddof=1) if values.max() > values.min() else 1.0
    train, test = train.copy(), test.copy()
    train[cols], test[cols] = (train[cols] - values.mean()) / s, (test[cols] - values.mean()) / s
    return train, test
