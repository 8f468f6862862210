"""Switches the list of pandas off and brings a list of its own."""
# covers: read_table


def read_table(path, na_values=("NA",)):
    markers = ["", "NA"] + list(na_values)
    return pd.read_csv(str(path), keep_default_na=False, na_values=markers)
