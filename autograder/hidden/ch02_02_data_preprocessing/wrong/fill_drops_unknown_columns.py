"""A column without any known number is dropped."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    return df.fillna(df.mean(numeric_only=True)).dropna(axis=1, how="all")
