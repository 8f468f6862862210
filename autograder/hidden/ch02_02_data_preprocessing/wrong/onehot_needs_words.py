"""Encodes the columns of words apart, which fails where there are none."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    words = pd.get_dummies(df.select_dtypes(exclude="number"), dummy_na=True)
    return pd.concat([df.select_dtypes("number"), words], axis=1)
