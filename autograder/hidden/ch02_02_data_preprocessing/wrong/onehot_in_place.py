"""Writes the indicators into the caller's table."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    for c in list(df.select_dtypes(exclude="number").columns):
        cells = df.pop(c)
        for w in sorted(cells.dropna().unique()):
            df[f"{c}_{w}"] = cells == w
        df[f"{c}_nan"] = cells.isna()
    return df
