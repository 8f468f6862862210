"""Fills words too, with the most frequent one."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.fillna(df.mean(numeric_only=True))
    for c in out.select_dtypes(exclude="number"):
        out[c] = out[c].fillna(out[c].mode()[0])
    return out
