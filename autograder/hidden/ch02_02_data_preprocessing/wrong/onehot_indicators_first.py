"""Puts the indicators before the numbers."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    words = df.select_dtypes(exclude="number")
    numbers = df.select_dtypes("number")
    return pd.concat([pd.get_dummies(words, dummy_na=True), numbers], axis=1)
