"""Plain lists, and the row labels at the end."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    columns, later = {}, {}
    for name in df.columns:
        if df[name].dtype.kind in "if":
            columns[name] = df[name].tolist()
            continue
        cells = [None if pd.isna(c) else c for c in df[name]]
        for word in sorted({c for c in cells if c is not None}):
            later[name + "_" + word] = [1.0 if c == word else 0.0 for c in cells]
        later[name + "_nan"] = [1.0 if c is None else 0.0 for c in cells]
    return pd.DataFrame({**columns, **later}, index=df.index)
