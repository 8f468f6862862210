"""Indicators in the order of first appearance, that for missing cells before the others."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    parts = [df.select_dtypes(include="number")]
    for name in df.select_dtypes(exclude="number"):
        new = pd.DataFrame({f"{name}_nan": df[name].isna().astype(int)}, index=df.index)
        words = [w for w in df[name].unique() if not pd.isna(w)]
        parts.append(new)
        parts.append(pd.DataFrame({f"{name}_{w}": [int(c == w) for c in df[name].fillna("").where(df[name].notna())] for w in words}, index=df.index))
    return pd.concat(parts, axis=1)
