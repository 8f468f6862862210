"""The test table by its own deviation."""
# loses: standardize_split


def standardize_split(train, test, cols):
    out = []
    for df in (train, test):
        std = df[cols].std()
        std[(df[cols].max() == df[cols].min()) | std.isna()] = 1.0
        new = df.copy()
        new[cols] = (df[cols] - train[cols].mean()) / std
        out.append(new)
    return tuple(out)
