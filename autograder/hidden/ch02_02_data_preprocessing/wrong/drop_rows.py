"""Drops the rows that have missing cells."""
# loses: drop_most_missing


def drop_most_missing(df):
    return df.dropna()
