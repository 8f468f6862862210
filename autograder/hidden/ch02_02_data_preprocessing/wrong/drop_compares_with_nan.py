"""Compares with nan, which equals nothing."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = (df == float("nan")).sum()
    if not missing.any():
        return df
    return df.drop(columns=missing.idxmax())
