"""Joins the names with a dot."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True, prefix_sep=".")
