"""Reads every column as text."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, dtype=str, na_values=list(na_values))
