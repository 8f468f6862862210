"""get_dummies on each column, joined by label."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    out = df.select_dtypes("number")
    for name in df.columns.difference(out.columns, sort=False):
        out = out.join(pd.get_dummies(df[name], prefix=name, dummy_na=True))
    return out
