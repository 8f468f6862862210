"""A single indicator for missing cells of all columns together."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    words = df.select_dtypes(exclude="number")
    return pd.get_dummies(df).assign(nan=words.isna().any(axis=1))
