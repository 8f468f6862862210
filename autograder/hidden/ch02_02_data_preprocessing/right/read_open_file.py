"""Opens the file itself, and names the options that are the default."""
# covers: read_table


def read_table(path, na_values=("NA",)):
    with open(path) as f:
        return pd.read_csv(f, sep=",", header=0, index_col=None, na_values=[*na_values], keep_default_na=True)
