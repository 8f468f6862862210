"""fillna with a dictionary of the means."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    means = {c: df[c].mean() for c in df.columns if df[c].dtype != "str"}
    return df.fillna(value=means)
