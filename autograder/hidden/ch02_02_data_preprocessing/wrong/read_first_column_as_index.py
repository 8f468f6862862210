"""Makes the first column the row labels."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, index_col=0, na_values=list(na_values))
