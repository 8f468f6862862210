"""Draws a line between the neighbours."""
# loses: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.copy()
    for c in out.select_dtypes("number"):
        out[c] = out[c].interpolate(limit_direction="both")
    return out
