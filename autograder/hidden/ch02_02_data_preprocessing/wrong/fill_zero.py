"""Fills with zero."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    return df.fillna({c: 0 for c in df.select_dtypes("number")})
