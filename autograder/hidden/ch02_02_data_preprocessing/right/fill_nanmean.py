"""numpy's nanmean, and where()."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    new = {}
    for name in df:
        column = df[name]
        if column.dtype.kind in "fi" and column.notna().any():
            column = column.where(column.notna(), np.nanmean(column.to_numpy(dtype=float)))
        new[name] = column
    return pd.DataFrame(new, index=df.index)
