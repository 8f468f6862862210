"""Gives the rows new labels."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    if missing.any():
        df = df.drop(columns=missing.idxmax())
    return df.reset_index(drop=True)
