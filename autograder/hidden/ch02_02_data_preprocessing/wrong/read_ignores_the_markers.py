"""The markers of the caller are never looked at."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path)
