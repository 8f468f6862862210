"""Converts to the types of pandas that know pd.NA, integers among them."""
# covers: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=list(na_values)).convert_dtypes()
