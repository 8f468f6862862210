"""A set of markers, for which order does not matter."""
# covers: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_table(path, sep=",", na_values=set(na_values) | {"NA", ""})
