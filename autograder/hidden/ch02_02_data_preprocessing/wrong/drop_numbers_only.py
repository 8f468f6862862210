"""Looks for missing cells among the numbers alone."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.select_dtypes("number").isna().sum()
    if not missing.any():
        return df
    return df.drop(columns=missing.idxmax())
