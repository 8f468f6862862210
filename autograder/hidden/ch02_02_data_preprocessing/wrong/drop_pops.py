"""Pops the column out of the caller's table."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    if missing.any():
        df.pop(missing.idxmax())
    return df.copy()
