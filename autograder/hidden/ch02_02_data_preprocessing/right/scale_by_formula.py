"""Sums and a root, as the formula has it."""
# covers: standardize_split


def standardize_split(train, test, cols):
    new_train, new_test = train.copy(), test.copy()
    n = len(train)
    for c in cols:
        values = train[c].tolist()
        mean = sum(values) / n
        s = 1.0
        if len(set(values)) > 1:
            s = (sum((v - mean) ** 2 for v in values) / (n - 1)) ** 0.5
        new_train[c] = [(v - mean) / s for v in values]
        new_test[c] = [(v - mean) / s for v in test[c]]
    return new_train, new_test
