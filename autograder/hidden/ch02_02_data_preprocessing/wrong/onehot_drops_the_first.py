"""Leaves the first word out, as for a regression with an intercept."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True, drop_first=True)
