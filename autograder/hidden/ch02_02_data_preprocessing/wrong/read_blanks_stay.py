"""Only markers named by the caller and NA are missing; an empty cell is an empty word."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=["NA", *na_values], keep_default_na=False)
