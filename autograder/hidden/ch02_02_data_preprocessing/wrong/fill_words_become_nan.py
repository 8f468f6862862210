"""Turns missing words into the word nan."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.fillna(df.mean(numeric_only=True))
    for c in out.select_dtypes(exclude="number"):
        out[c] = [str(v) for v in out[c]]
    return out
