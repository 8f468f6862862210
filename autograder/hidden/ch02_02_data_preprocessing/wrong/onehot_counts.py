"""Counts how often the word occurs in the column."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = pd.get_dummies(df, dummy_na=True, dtype=int)
    for name in out.columns.difference(df.columns):
        out[name] = out[name] * out[name].sum()
    return out
