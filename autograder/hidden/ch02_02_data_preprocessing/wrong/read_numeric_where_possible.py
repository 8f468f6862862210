"""Makes numbers of everything, and words are lost."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    df = pd.read_csv(path, na_values=list(na_values))
    return df.apply(lambda column: pd.to_numeric(column, errors="coerce"))
