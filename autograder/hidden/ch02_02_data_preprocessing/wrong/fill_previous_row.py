"""Fills with the number of the row above."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.copy()
    for c in out.select_dtypes("number"):
        out[c] = out[c].ffill().bfill()
    return out
