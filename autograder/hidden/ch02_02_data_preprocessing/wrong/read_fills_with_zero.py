"""Puts zeros in the place of missing numbers."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    df = pd.read_csv(path, na_values=list(na_values))
    numeric = df.select_dtypes("number").columns
    df[numeric] = df[numeric].fillna(0)
    return df
