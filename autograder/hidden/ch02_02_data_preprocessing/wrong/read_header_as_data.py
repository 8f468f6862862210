"""Takes the first line for a row of data."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, header=None, na_values=list(na_values))
