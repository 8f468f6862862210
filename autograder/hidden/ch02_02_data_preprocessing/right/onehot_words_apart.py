"""Encodes the columns of words apart, where there are any."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    numbers, words = df.select_dtypes("number"), df.select_dtypes(exclude="number")
    if words.shape[1] == 0:
        return df.copy()
    return pd.concat([numbers, pd.get_dummies(words, dummy_na=True)], axis=1)
