"""Reads the columns by their place in the table, not by their name."""
# loses: standardize_split


def standardize_split(train, test, cols):
    names = [c for c in train.columns if c in cols]
    A = train[names].to_numpy(dtype=float)
    mean, std = A.mean(axis=0), np.where(A.max(axis=0) > A.min(axis=0), A.std(axis=0, ddof=1) if len(A) > 1 else 1.0, 1.0)
    out = []
    for df in (train, test):
        new = df.copy()
        new[cols] = (df[cols].to_numpy(dtype=float) - mean) / std
        out.append(new)
    return tuple(out)
