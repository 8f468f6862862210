"""Skips a line, so the first row of data becomes the header."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, skiprows=1, na_values=list(na_values))
