"""Names the indicators by the words alone."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True, prefix="", prefix_sep="")
