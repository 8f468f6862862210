"""Drops the column in the caller's table."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    if missing.any():
        df.drop(columns=missing.idxmax(), inplace=True)
    return df
