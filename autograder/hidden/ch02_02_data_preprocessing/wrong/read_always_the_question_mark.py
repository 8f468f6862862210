"""Takes a question mark and a dash for missing, whether they were named or not."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(path, na_values=[*na_values, "?", "-"])
