"""One column after the other."""
# covers: standardize_split


def standardize_split(train, test, cols):
    train, test = train.copy(), test.copy()
    for c in cols:
        m, s = train[c].mean(), train[c].std()
        if train[c].nunique() == 1:
            s = 1
        train[c], test[c] = (train[c] - m) / s, (test[c] - m) / s
    return train, test
