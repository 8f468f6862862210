"""Returns the name of the column instead of the table."""
# loses: drop_most_missing


def drop_most_missing(df):
    return df.isna().sum().idxmax()
