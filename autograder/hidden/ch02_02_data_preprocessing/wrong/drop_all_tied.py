"""Drops all columns that share the largest count."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    if missing.max() == 0:
        return df
    return df.loc[:, missing < missing.max()]
