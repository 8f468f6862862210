"""An indicator for missing cells only where there are some."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = pd.get_dummies(df, dummy_na=True)
    return out[[c for c in out.columns if not str(c).endswith("_nan") or out[c].any()]]
