"""Stops after the first column of numbers."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.copy()
    for c in out.select_dtypes("number"):
        out[c] = out[c].fillna(out[c].mean())
        return out
    return out
