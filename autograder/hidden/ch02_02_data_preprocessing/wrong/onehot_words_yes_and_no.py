"""Writes words into the indicators."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = pd.get_dummies(df, dummy_na=True)
    for name in out.columns.difference(df.columns):
        out[name] = ["1" if v else "0" for v in out[name]]
    return out
