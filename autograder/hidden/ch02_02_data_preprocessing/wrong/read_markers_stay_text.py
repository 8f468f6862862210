"""Turns markers into the word nan."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    df = pd.read_csv(path)
    return df.replace({marker: "nan" for marker in na_values})
