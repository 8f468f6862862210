"""Fills missing numbers with zero on the way."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True).fillna(0)
