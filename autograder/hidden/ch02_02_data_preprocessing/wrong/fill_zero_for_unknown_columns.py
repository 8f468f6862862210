"""A column without any known number is filled with zeros."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    return df.fillna(df.mean(numeric_only=True).fillna(0))
