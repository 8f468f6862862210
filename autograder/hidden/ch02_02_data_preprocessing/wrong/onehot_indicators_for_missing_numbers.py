"""Adds indicators for missing numbers."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = pd.get_dummies(df, dummy_na=True)
    for c in df.select_dtypes("number"):
        out[f"{c}_nan"] = df[c].isna()
    return out
