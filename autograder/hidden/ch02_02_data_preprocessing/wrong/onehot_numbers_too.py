"""Encodes the columns of numbers as well."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, columns=list(df.columns), dummy_na=True)
