"""Puts the parts together by label, but gives one of them new labels."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    parts = [df.select_dtypes("number")]
    for c in df.select_dtypes(exclude="number"):
        cells = df[c].tolist()
        words = sorted({v for v in cells if not pd.isna(v)})
        part = {f"{c}_{w}": [v == w for v in cells] for w in words}
        part[f"{c}_nan"] = [bool(pd.isna(v)) for v in cells]
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, axis=1)
