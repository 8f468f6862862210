"""Only the first of the markers counts."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=na_values[0])
