"""Sorts the columns by name."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=list(na_values)).sort_index(axis=1)
