"""The line of many books, which fails on columns of words."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    return df.fillna(df.mean())
