"""Reads text, removes the markers, then looks which columns are numbers."""
# covers: read_table


def read_table(path, na_values=("NA",)):
    df = pd.read_csv(path, dtype=str)
    df = df.mask(df.isin(list(na_values)))
    for name in df.columns:
        try:
            df[name] = pd.to_numeric(df[name])
        except ValueError:
            pass
    return df
