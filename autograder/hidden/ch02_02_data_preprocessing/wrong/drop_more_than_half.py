"""Drops whatever is missing in more than half of the rows."""
# loses: drop_most_missing


def drop_most_missing(df):
    return df.loc[:, df.isna().mean() <= 0.5]
