"""Drops the first column if nothing is missing."""
# loses: drop_most_missing


def drop_most_missing(df):
    return df.drop(columns=df.isna().sum().idxmax())
