"""numpy's statistics, with ddof=1."""
# covers: standardize_split


def standardize_split(train, test, cols):
    A = train[cols].to_numpy(dtype=float)
    mean = A.mean(axis=0)
    constant = (A == A[0]).all(axis=0)
    std = np.ones(len(cols))
    std[~constant] = A[:, ~constant].std(axis=0, ddof=1)
    result = []
    for df in (train, test):
        new = df.copy()
        new[cols] = (df[cols].to_numpy(dtype=float) - mean) / std
        result.append(new)
    return result
