"""Rounds the mean to a whole number."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    return df.fillna(df.mean(numeric_only=True).round())
