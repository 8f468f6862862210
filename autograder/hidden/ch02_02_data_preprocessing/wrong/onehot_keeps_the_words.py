"""Leaves the columns of words in the table."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    words = df.select_dtypes(exclude="number").columns
    return pd.concat([df, pd.get_dummies(df[words], dummy_na=True)], axis=1)
