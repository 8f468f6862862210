"""Indicators of 0 and 1."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True, dtype=int)
