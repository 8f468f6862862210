"""Takes zeros and empty words for missing."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = (df.isna() | (df == 0) | (df == "")).sum()
    if not missing.any():
        return df
    return df.drop(columns=missing.idxmax())
