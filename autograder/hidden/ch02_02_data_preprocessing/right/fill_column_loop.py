"""One column after the other, in a copy."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    out = df.copy()
    for name in out.columns:
        if pd.api.types.is_numeric_dtype(out[name]):
            out[name] = out[name].fillna(out[name].mean())
    return out
