"""The caller's markers replace the usual ones instead of joining them."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=list(na_values), keep_default_na=False)
