"""Assigns filled columns into the caller's table."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    for c in df.select_dtypes("number"):
        df[c] = df[c].fillna(df[c].mean())
    return df
