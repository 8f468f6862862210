"""A missing cell is missing in every indicator too."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = pd.get_dummies(df, dummy_na=True, dtype=float)
    for c in df.select_dtypes(exclude="number"):
        for name in out.columns:
            if name.startswith(f"{c}_") and name != f"{c}_nan":
                out.loc[df[c].isna(), name] = np.nan
    return out
