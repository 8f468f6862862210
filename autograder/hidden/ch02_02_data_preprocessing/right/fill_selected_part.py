"""Fills the numeric part of a copy."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.copy()
    numeric = out.select_dtypes(include="number").columns
    out[numeric] = out[numeric].fillna(out[numeric].mean())
    return out
