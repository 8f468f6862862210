"""Leaves the other columns sorted by name."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    if not missing.any():
        return df
    return df[df.columns.difference([missing.idxmax()])]
